import { expect, it } from 'vitest'
import { commandActor } from '#sign-in/actor.ts'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { createUser } from '#users/record/create.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { changeUser } from '#users/users.ts'
import { fullUser } from '../full-user.ts'
import { known } from '../records.ts'

const acts = (page: Page): string[][] => page.rows('History')

it('tells when, who, what, before and after, the newest first, codes as descriptions', async () => {
  const { as, makeUser, clock } = await testApp()
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee', userGroup: 'STAFF' } })
  clock.move(90 * 60_000 - 1)
  const ada = await as('administrator')
  const typed = { lastName: 'Li', userGroup: 'FACULTY', status: 'INACTIVE', preferredLanguage: '' }
  await ada.post(`/users/${user.id}/general`, typed)
  const page = await ada.get(`/users/${user.id}/history`)
  expect(
    page
      .$('table[aria-label="History"] th')
      .toArray()
      .map((cell) => page.$(cell).text()),
  ).toEqual(['When', 'Who', 'What', 'Before', 'After'])
  expect(acts(page).slice(0, 4)).toEqual([
    ['2026-11-22 11:29', 'Ada Administratorform', 'Last name', 'Lee', 'Li'],
    ['2026-11-22 11:29', 'Ada Administratorform', 'User group', 'Library staff', 'Faculty'],
    ['2026-11-22 11:29', 'Ada Administratorform', 'Preferred language', 'English', ''],
    ['2026-11-22 11:29', 'Ada Administratorform', 'Status', 'Active', 'Inactive'],
  ])
  const created = acts(page).slice(4)
  expect(created).toContainEqual(['2026-11-22 10:00', 'Testset-up', 'User groupCreated', '', 'Library staff'])
  expect(created).toContainEqual(['2026-11-22 10:00', 'Testset-up', 'Record typeCreated', '', 'Public'])
  expect(created).toContainEqual(['2026-11-22 10:00', 'Testset-up', 'RoleCreated', '', 'Patron'])
})

it('tells of each row that a user was created with', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const ada = await as('administrator')
  const rows: string[][] = []
  let url = (await ada.get(`/users/${user.id}/history`)).$('a:contains("fields more")').attr('href')
  for (; url; ) {
    const page = await ada.get(url)
    expect(page.$('#act-title').text()).toBe('Created')
    rows.push(...page.rows('Fields'))
    url = page.$('a[rel=next]').attr('href')
  }
  for (const line of [
    ['Address: Address line 1', '', '1 High Street'],
    ['Address: Country', '', 'Sweden'],
    ['Address: Types', '', 'Work, School'],
    ['Phone number', '', '+46 70 123'],
    ['Email address', '', 'Ana@example.org'],
    ['Identifier: Type', '', 'University ID'],
    ['Identifier: Value', '', '0001'],
    ['Identifier: Status', '', 'Inactive'],
    ['Note', '', 'Likes <maps>'],
    ['Note: Pop-up', '', 'yes'],
  ])
    expect(rows).toContainEqual(line)
})

it('names the door: a form, a file, a command, set-up', async () => {
  const { as, db, clock } = await testApp()
  const values = { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' }
  const user = await db.write((tx) => createUser(tx, commandActor('northfield.csv', clock, 'file'), { values }))
  await db.write((tx) => changeUser(tx, commandActor('tidy', clock), user, { lastName: 'Li' }))
  await db.write((tx) => grantRole(tx, commandActor('grant', clock), user, { role: 32, expiryDate: '2027-01-31' }))
  const ada = await as('administrator')
  await ada.post(`/users/${user.id}/general`, { firstName: 'Anna' })
  const rows = acts(await ada.get(`/users/${user.id}/history`)).map((row) => row.slice(1, 3))
  expect(rows[0]).toEqual(['Ada Administratorform', 'First name'])
  expect(rows).toContainEqual(['Command linecommand grant', 'RoleRole given'])
  expect(rows).toContainEqual(['Command linecommand grant', 'Role: ExpiresRole given'])
  expect(rows).toContainEqual(['Command linecommand tidy', 'Last name'])
  expect(rows.at(-1)?.[0]).toBe('Command linefile northfield.csv')
})

it('tells of a password only that it was changed', async () => {
  const { as, db, clock, people } = await testApp({ people: ['viewer'] })
  const hash = await hashPassword('another long secret', [])
  await db.write((tx) =>
    setPassword(tx, commandActor('reset-password', clock), known(people.viewer), { hash, mustChange: false }),
  )
  const page = await (await as('administrator')).get(`/users/${people.viewer?.id}/history`)
  expect(acts(page)[0]?.slice(1)).toEqual(['Command linecommand reset-password', 'PasswordPassword changed', '', 'changed'])
  expect(page.rows('History')[1]?.slice(2)).toEqual(['PasswordPassword set', '', 'changed'])
  expect(page.html).not.toMatch(/secret|argon2/)
})

it('shows 40 acts a page, and each of them once', async () => {
  const { as, makeUser, db, clock } = await testApp()
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' } })
  for (let n = 1; n <= 110; n += 1)
    await db.write((tx) => changeUser(tx, commandActor('test', clock), user, { lastName: `Lee ${n}` }))
  const ada = await as('administrator')
  const seen: string[][] = []
  let url: string | undefined = `/users/${user.id}/history`
  for (let n = 0; url && n < 5; n += 1) {
    const page = await ada.get(url)
    seen.push(
      acts(page)
        .filter((row) => row[2] === 'Last name')
        .map((row) => row[4] ?? ''),
    )
    url = page.$('a[rel=next]').attr('href')
    expect(page.$('a[rel=prev]')).toHaveLength(n === 0 ? 0 : 1)
  }
  expect(seen.map((page) => page.length)).toEqual([40, 40, 30])
  expect(seen.flat()).toEqual(Array.from({ length: 110 }, (_none, n) => `Lee ${110 - n}`))
})

it.each(['0', '-1', 'abc', '1e9', '2&page=3', '99'])('shows a page that there is for the page number %s', async (page) => {
  const { as, people } = await testApp()
  const ada = await as('administrator')
  const asked = await ada.get(`/users/${people.administrator?.id}/history?page=${page}`)
  const answer = asked.status === 303 ? await ada.get(asked.location) : asked
  expect(answer.status).toBe(200)
  expect(answer.rows('History')).not.toEqual([])
})

it.each([
  ['administrator', 200],
  ['userAdministrator', 200],
  ['manager', 200],
  ['deskManager', 200],
  ['deskOperator', 403],
  ['deskAssistant', 403],
  ['viewer', 403],
] as const)('answers a %s with %i, and offers the tab to those alone who may', async (person, status) => {
  const { as, people } = await testApp()
  const somebody = await as(person)
  const page = await somebody.get(`/users/${people.administrator?.id}/history`)
  expect(page.status).toBe(status)
  expect(page.text.includes('Ada Administratorform') || page.rows('History').length > 0).toBe(status === 200)
  const general = await somebody.get(`/users/${people.administrator?.id}/general`)
  expect(general.$('nav[aria-label="User details"]').text().includes('History')).toBe(status === 200)
})

it('is filtered by field, person, way and days, page by page, and says so where nothing is left', async () => {
  const { as, makeUser, db, clock } = await testApp()
  const user = await makeUser({
    values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' },
    emails: [{ address: 'a@x.example' }],
  })
  for (let n = 1; n <= 60; n += 1)
    await db.write((tx) => changeUser(tx, commandActor('test', clock), user, { lastName: `Lee ${n}` }))
  clock.move(3 * 24 * 60 * 60_000)
  const ada = await as('administrator')
  await ada.post(`/users/${user.id}/general`, { firstName: 'Anna' })
  const url = `/users/${user.id}/history`
  const found = async (query: string) => acts(await ada.get(`${url}?${query}`)).map((row) => row[2])
  expect(await found('field=general.firstName&door=form')).toEqual(['First name'])
  expect(await found('who=Ada+Administrator')).toEqual(['First name'])
  expect(await found('from=2026-11-25')).toEqual(['First name'])
  expect(await found('to=2026-11-24&door=set-up')).toContain('First nameCreated')
  expect(await found('field=email.address')).toContain('Email addressCreated')
  const many = await ada.get(`${url}?field=general.lastName&door=command`)
  expect(acts(many)).toHaveLength(40)
  const next = await ada.get(String(many.$('a[rel=next]').attr('href')))
  expect(acts(next)).toHaveLength(20)
  expect(await found('door=file')).toEqual([])
  expect((await ada.get(`${url}?door=file`)).text).toContain('Nothing of that kind happened.')
  const odd = await ada.get(`${url}?field=general.password&door=x&from=2027-02-30`)
  expect([odd.status, odd.text.includes('Write the day as YYYY-MM-DD'), acts(odd).length === 40]).toEqual([200, true, true])
})
