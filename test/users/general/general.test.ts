import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { actsOf, known, recordOf } from '../records.ts'

const muller = { values: { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller', userGroup: 'STAFF' } }

it('works: saves what changed, says so, and shows it', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller' } })
  const desk = await as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.status).toBe(200)
  expect(page.field('Last name').value).toBe('Müller')
  const saved = await desk.submit(page, 'Save', { lastName: 'Schmidt', userGroup: 'FACULTY' })
  expect(saved.status).toBe(303)
  const after = await desk.get(saved.location)
  expect(after.heading).toBe('Schmidt, Ana')
  expect(after.flash).toBe('Saved: Last name, User group.')
  expect(after.title).toBe('Schmidt, Ana · General information · Foyer')
  expect(after.$('[aria-label="Summary"]').text()).toContain('Faculty')
  expect((await desk.get(saved.location)).flash).toBe('')
  const list = await desk.get('/users?q=schmidt')
  expect(list.rows('Users')).toHaveLength(1)
  expect((await desk.get('/users?q=muller&index=names')).heading).toBe('Find and manage users')
  expect((await desk.get('/users?q=muller&index=names')).text).toContain('Nothing found')
})

it('refused: an empty last name, in words, with all else still typed', async () => {
  const app = await testApp()
  const user = await app.makeUser(muller)
  const desk = await app.as('deskOperator')
  const url = `/users/${user.id}/general`
  const typed = {
    lastName: '',
    firstName: 'Anna',
    userGroup: '',
    website: 'https://example.org/?a=1&b=<2>',
    birthDate: '1999-03-28',
  }
  const page = await desk.submit(await desk.get(url), 'Save', typed)
  expect(page.status).toBe(422)
  expect(page.problems).toEqual(['Last name is required. Enter it.'])
  expect(page.$('.error-summary a').attr('href')).toBe(`#${page.$('input[name=lastName]').attr('id')}`)
  expect(page.field('Last name')).toMatchObject({ value: '', error: 'Last name is required. Enter it.' })
  expect(page.formOf('Save').values).toMatchObject(typed)
  expect(page.heading).toBe('Müller, Ana')
  expect(await recordOf(app, user)).toEqual(user)
  const mended = await desk.submit(page, 'Save', { lastName: 'Schmidt' })
  expect(mended.status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Schmidt', firstName: 'Anna', userGroup: null })
})

it('signed out: leads to Sign in, and nothing is written', async () => {
  const app = await testApp()
  const user = await app.makeUser(muller)
  const url = `/users/${user.id}/general`
  const somebody = app.visitor()
  expect((await somebody.get(url)).location).toBe(`/sign-in?next=${encodeURIComponent(url)}`)
  const posted = await somebody.post(url, { lastName: 'X' })
  expect([posted.status, posted.location]).toEqual([303, '/sign-in'])
  expect(await recordOf(app, user)).toEqual(user)
})

it.each(['viewer', 'deskAssistant'] as const)(
  'not allowed: any post of a %s is 403, and there is no form to send',
  async (person) => {
    const app = await testApp()
    const user = await app.makeUser(muller)
    const reader = await app.as(person)
    const url = `/users/${user.id}/general`
    for (const typed of [{ lastName: 'X' }, { lastName: 'Müller' }, {}, { unknown: 'x' }, { birthDate: 'nonsense' }]) {
      const page = await reader.post(url, typed as Record<string, string>)
      expect([typed, page.status, page.heading]).toEqual([typed, 403, 'Not allowed'])
    }
    expect(await recordOf(app, user)).toEqual(user)
    expect(await actsOf(app, user)).toHaveLength(1)
    const page = await reader.get(url)
    expect(page.text).toContain('Müller')
    expect(page.text).not.toContain('Cancel')
    expect(page.field('Last name').exists).toBe(false)
    expect(
      page
        .$('button')
        .toArray()
        .map((button) => page.$(button).text()),
    ).not.toContainEqual(expect.stringContaining('Save'))
    expect(page.$(`form[action="${url}"]`)).toHaveLength(0)
  },
)

it('not there: no such user is a 404 page, however the address is written', async () => {
  const { as } = await testApp()
  const ada = await as('administrator')
  for (const id of ['0', '-1', 'abc', '99999', '99999999999999999999', '1.5', '1e3', '%201', "1'", '0x1']) {
    for (const page of [await ada.get(`/users/${id}/general`), await ada.post(`/users/${id}/general`, { lastName: 'X' })]) {
      expect([id, page.status, page.heading]).toEqual([id, 404, 'Not found'])
      expect(page.text).toContain('There is no user at this address.')
    }
  }
})

it('two at once: what both changed is asked with both values, nothing typed is lost', async () => {
  const app = await testApp({ people: ['manager', 'deskOperator'] })
  const user = await app.makeUser(muller)
  const [max, otto] = [await app.as('manager'), await app.as('deskOperator')]
  const url = `/users/${user.id}/general`
  const pages = [await max.get(url), await otto.get(url)] as const
  const typed = { lastName: 'Otto’s', userGroup: '', website: 'otto.example' }
  expect((await max.submit(pages[0], 'Save', { lastName: 'Max’s' })).status).toBe(303)
  const late = await otto.submit(pages[1], 'Save', typed)
  expect(late.status).toBe(409)
  expect(
    late
      .$('[aria-label="Changed meanwhile"] dd')
      .toArray()
      .map((value) => late.$(value).text()),
  ).toEqual(['Otto’s', 'Max’s'])
  expect(late.heading).toBe('Max’s, Ana')
  expect(late.formOf('Save').values).toMatchObject(typed)
  expect((await otto.submit(late, 'Save')).status).toBe(409)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Max’s', userGroup: 'STAFF', version: 2 })
  expect(known(app.people.manager).id).toBe((await actsOf(app, user))[0]?.actorId)
})

it('two at once: of two posts in the same moment one is saved', async () => {
  const app = await testApp()
  const user = await app.makeUser(muller)
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  const answers = await Promise.all(['A', 'B', 'C'].map((lastName) => desk.submit(page, 'Save', { lastName })))
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409, 409])
  expect((await recordOf(app, user)).version).toBe(2)
})
