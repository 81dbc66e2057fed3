import { expect, it } from 'vitest'
import { recordChange } from '#history/history.ts'
import { commandActor } from '#sign-in/actor.ts'
import { testApp } from '#test/app.ts'
import { actsOn, house, rename } from './house.ts'

const ofToday = '/activity?from=2027-03-04'

it('tells what was done in the whole house, the newest first, with links to who did it and to the record', async () => {
  const app = await house()
  const { ada, ana, people, clock } = app
  await rename(app, ana, 'Li')
  clock.move(60_000)
  await ada.post(`/users/${ana.id}/general`, { firstName: 'Anna' })
  const page = await ada.get(ofToday)
  expect(page.heading).toBe('Activity')
  expect(page.rows('Activity')).toEqual([
    ['2027-03-04 10:01', 'Ada Administratorform', 'Li, AnnaUser', 'First name', 'Ana', 'Anna'],
    ['2027-03-04 10:00', 'Command linecommand rename', 'Li, AnnaUser', 'Last name', 'Lee', 'Li'],
  ])
  const links = page.$('table[aria-label="Activity"] a').toArray()
  expect(links.map((link) => page.$(link).attr('href'))).toEqual([
    `/users/${people.administrator?.id}`,
    `/users/${ana.id}/history`,
    `/users/${ana.id}/history`,
  ])
  expect(page.$('a[aria-current=page]').text()).toContain('Activity')
})

it('shows of a long act the first fields, and of a long text its beginning', async () => {
  const app = await house()
  const { ada, ana, db, clock } = app
  await db.write((tx) =>
    recordChange(tx, commandActor('x', clock), {
      subject: 'user',
      subjectId: ana.id,
      version: 9,
      action: 'changed',
      changes: Array.from({ length: 20 }, (_none, n) => ({
        part: 'general',
        field: `f${n}`,
        before: null,
        after: 'x'.repeat(900),
      })),
    }),
  )
  const rows = (await ada.get(ofToday)).rows('Activity')
  expect(rows).toHaveLength(4)
  expect(rows[0]?.[5]).toBe(`${'x'.repeat(200)}…`)
  expect(rows[3]?.[0]).toContain('and 16 fields more')
})

it('names records of every kind, and those that are gone', async () => {
  const { ada, db, clock } = await house()
  const act = (subject: string, subjectId: number, part: string, field: string) => ({
    subject,
    subjectId,
    version: 1,
    action: 'changed',
    changes: [{ part, field, before: 'old', after: 'new' }],
  })
  const acts = [
    act('setting', 0, 'setting', 'institution'),
    act('code', 1, 'code', 'description'),
    act('code', 99_999, 'code', 'description'),
    act('profile', 99, 'profile', 'name'),
    act('user', 99_999, 'general', 'lastName'),
    act('comet', 1, 'tail', 'length'),
  ]
  for (const one of acts) await db.write((tx) => recordChange(tx, commandActor('x', clock), one))
  const page = await ada.get(ofToday)
  expect(page.rows('Activity').map(([, , record, what]) => [record, what])).toEqual([
    ['removedcomet', 'length'],
    ['removedUser', 'Last name'],
    ['newRole profile', 'Name'],
    ['newCode', 'Description'],
    [expect.stringMatching(/User groups$/), 'Description'],
    ['Institution nameSetting', 'Institution name'],
  ])
  const links = page
    .$('table[aria-label="Activity"] a')
    .toArray()
    .map((link) => page.$(link).attr('href'))
  expect(links).toEqual(['/configuration/profiles', '/configuration/codes/UserGroups', '/configuration/institution'])
})

it('filters by person, way, what was done, kind of record and day, each alone and together', async () => {
  const app = await house()
  const { ada, ana, as, clock } = app
  await rename(app, ana, 'Li')
  await (await as('manager')).post(`/users/${ana.id}/general`, { firstName: 'Anna' })
  await ada.post(`/users/${ana.id}/general`, { middleName: 'B' })
  await ada.post(`/users/${ana.id}/notes/notes/new`, { type: 'OTHER', text: 'Hello' })
  await app.db.write((tx) =>
    recordChange(tx, commandActor('x', clock), {
      subject: 'setting',
      subjectId: 0,
      version: 0,
      action: 'changed',
      changes: [{ part: 'setting', field: 'institution', before: 'a', after: 'b' }],
    }),
  )
  const whatFor = async (query: string) => actsOn(await ada.get(`${ofToday}&${query}`)).map(([, , what]) => what)
  expect(await whatFor('who=ada')).toEqual(['Note: TypeAdded', 'Middle name'])
  expect(await whatFor('who=Max+Manager')).toEqual(['First name'])
  expect(await whatFor('who=command+line')).toEqual(['Institution name', 'Last name'])
  expect(await whatFor('door=command')).toEqual(['Institution name', 'Last name'])
  expect(await whatFor('action=added')).toEqual(['Note: TypeAdded'])
  expect(await whatFor('subject=setting')).toEqual(['Institution name'])
  expect(await whatFor('subject=user&door=form&who=ada&action=changed')).toEqual(['Middle name'])
  expect(await whatFor('subject=setting&who=ada')).toEqual([])
  expect(actsOn(await ada.get('/activity?from=2027-03-02&to=2027-03-02')).map(([, record]) => record)).toEqual(['Li, Anna BUser'])
  expect(actsOn(await ada.get('/activity?from=2027-03-03&to=2027-03-03'))).toEqual([])
  expect(actsOn(await ada.get('/activity?to=2027-03-03&action=created'))).toHaveLength(3)
  const form = (await ada.get('/activity?who=ada&door=form&to=2027-03-04')).formOf('Filter')
  expect(form.values).toEqual({ who: 'ada', door: 'form', action: '', subject: '', from: '', to: '2027-03-04' })
})

it('asks which of several people is meant, and says when nobody is', async () => {
  const app = await house()
  const { ada, as, ana, makeUser } = app
  await makeUser({ values: { primaryId: 'max2', firstName: 'Max', lastName: 'Reader' } })
  for (const person of ['manager', 'deskManager'] as const)
    await (await as(person)).post(`/users/${ana.id}/general`, { firstName: person })
  const several = await ada.get('/activity?who=ma')
  expect(several.text).toContain('Max')
  expect((await ada.get('/activity?who=max')).text).toContain('Only Manager, Max')
  const nobody = await ada.get('/activity?who=zzz')
  expect(nobody.status).toBe(200)
  expect(nobody.text).toContain('Nobody of that name or identifier stands here.')
  expect(nobody.field('Person').value).toBe('zzz')
})

it('falls back to all for what it does not know, and keeps a day that is none with a word', async () => {
  const app = await house()
  const { ada, ana } = app
  await rename(app, ana, 'Li')
  for (const query of [
    'door=window',
    'action=x',
    'subject=comet',
    'before=x',
    'after=-1',
    'who=&door=',
    'door=form&door=command',
  ])
    expect(actsOn(await ada.get(`/activity?${query}`))[0]?.[2], query).toBe('Last name')
  const page = await ada.get('/activity?from=31.1.2027')
  expect(page.field('From day')).toMatchObject({ value: '31.1.2027', error: 'Write the day as YYYY-MM-DD, such as 2026-01-31.' })
  expect(actsOn(page)[0]?.[2]).toBe('Last name')
})

it('shows 50 acts a page, each once, older and newer again, while others go on', async () => {
  const app = await house()
  const { ada, ana } = app
  for (let n = 1; n <= 120; n += 1) await rename(app, ana, `Lee ${n}`)
  const url = `${ofToday}&door=command`
  const names = async (address: string) => {
    const answer = await ada.get(address)
    const page = answer.status === 303 ? await ada.get(answer.location) : answer
    const link = (rel: string) => page.$(`.pager a[rel=${rel}]`).attr('href') ?? ''
    return { names: actsOn(page).map(([, , , after]) => after), older: link('next'), newer: link('prev') }
  }
  const down = (from: number, n: number) => Array.from({ length: n }, (_none, k) => `Lee ${from - k}`)
  const first = await names(url)
  expect(first.newer).toBe('')
  await rename(app, ana, 'Lee 121')
  const second = await names(first.older)
  const third = await names(second.older)
  expect([first.names, second.names, third.names]).toEqual([down(120, 50), down(70, 50), down(20, 20)])
  expect(third.older).toBe('')
  const back = await names(third.newer)
  expect(back.names).toEqual(second.names)
  const top = await names(back.newer)
  expect(top.names).toEqual(down(120, 50))
  expect((await names(top.newer)).names).toEqual(down(121, 50))
  expect((await names(`${url}&before=1`)).names).toEqual([])
})

it('shows no mark-up of others as mark-up', async () => {
  const app = await house()
  await rename(app, app.ana, '<img src=x onerror=1>')
  const page = await app.ada.get(ofToday)
  expect(page.$('main img')).toHaveLength(0)
  expect(page.text).toContain('<img src=x onerror=1>')
})

it('is not there for whoever is signed out, and not allowed without the right', async () => {
  const { visitor, as } = await testApp()
  for (const url of ['/activity', '/activity/sign-ins']) {
    expect((await visitor().get(url)).location).toContain('/sign-in')
    const max = await as('manager')
    expect((await max.get(url)).status).toBe(403)
    expect((await max.get('/users')).text).not.toContain('Activity')
  }
})
