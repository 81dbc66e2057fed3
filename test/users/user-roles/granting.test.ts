import { expect, it } from 'vitest'
import { actsOf, known, recordOf } from '../records.ts'
import { house, rolesOf, shownRoles, toSignIn } from './house.ts'

it('works: gives a role from the form, with its expiry, and shows it', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const tab = await visitor.get(`/users/${user.id}/general`)
  expect(tab.$('section[aria-labelledby=roles]').text()).toContain('No role yet.')
  expect(
    tab
      .$('a')
      .filter((_n, link) => tab.$(link).text() === 'Add role')
      .attr('href'),
  ).toBe(`${url}/new`)
  const form = await visitor.get(`${url}/new`)
  expect(form.field('Role').value).toBe('')
  const saved = await visitor.submit(form, 'Add', { role: '21', expiryDate: '2027-01-31' })
  expect([saved.status, saved.location]).toEqual([303, `/users/${user.id}/general`])
  const page = await visitor.get(saved.location)
  expect(page.flash).toBe('Added.')
  expect(shownRoles(page)).toEqual([['User Manager', 'Institution', 'Active', '2027-01-31']])
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.actorName, act?.version]).toEqual(['role granted', 'Ada Administrator', 2])
  expect(act?.lines).toEqual([
    ['role', null, 21],
    ['scope', null, 'INSTITUTION'],
    ['status', null, 'ACTIVE'],
    ['expiryDate', null, '2027-01-31'],
  ])
  expect((await recordOf(app, user)).version).toBe(2)
})

it('works: gives several roles in one act', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const token = await visitor.token()
  const body = `_csrf=${token}&role=32&more=221&more=200&more=32&scope=INSTITUTION&expiryDate=`
  expect((await visitor.post(`${url}/new`, body)).status).toBe(303)
  expect(await rolesOf(app, user)).toEqual([
    [32, 'ACTIVE'],
    [221, 'ACTIVE'],
    [200, 'ACTIVE'],
  ])
  expect((await recordOf(app, user)).version).toBe(2)
})

it.each([
  ['no role', { role: '' }, 'Role', 'Role is required. Choose one.'],
  ['a role that is none', { role: '4711' }, 'Role', 'There is no role 4711.'],
  ['a role that is no number', { role: '26; drop' }, 'Role', 'There is no role 26; drop.'],
  ['a scope that is none', { role: '32', scope: 'X' }, 'Scope', 'There is no scope X.'],
  [
    'a day that is none',
    { role: '32', expiryDate: '2027-02-30' },
    'Expires',
    'Expires must be a real date: the calendar has no 2027-02-30.',
  ],
  [
    'a day that has passed',
    { role: '32', expiryDate: '2026-11-21' },
    'Expires',
    '2026-11-21 has passed. Enter a day to come, or leave Expires empty.',
  ],
  ['a role that is held', { role: '200' }, 'Role', 'This user already holds the role Patron.'],
] as const)('refused: %s, and the typing is kept', async (_case, typed, label, message) => {
  const { app, user, visitor, url } = await house('administrator', [{ role: 200 }])
  const page = await visitor.submit(await visitor.get(`${url}/new`), 'Add', { expiryDate: '2028-01-01', ...typed })
  expect([page.status, page.problems]).toEqual([422, [message]])
  expect(page.field(label).error).toBe(message)
  expect(page.field('Expires').value).toBe('expiryDate' in typed ? typed.expiryDate : '2028-01-01')
  if (typed.role === '32') expect(page.field('Role').value).toBe('32')
  expect(await rolesOf(app, user)).toEqual([[200, 'ACTIVE']])
})

it('refused: all of several when one is held, with the ticks kept', async () => {
  const { app, user, visitor, url } = await house('administrator', [{ role: 200 }])
  const page = await visitor.post(`${url}/new`, `_csrf=${await visitor.token()}&role=32&more=200&more=204`)
  expect([page.status, page.problems]).toEqual([422, ['This user already holds the role Patron.']])
  const ticked = page
    .$('input[name=more][checked]')
    .toArray()
    .map((tick) => page.$(tick).attr('value'))
  expect(ticked.sort()).toEqual(['200', '204'])
  expect(await rolesOf(app, user)).toEqual([[200, 'ACTIVE']])
})

it('refused: a role that is held but ended, with the way to restore it', async () => {
  const { visitor, url, row } = await house('administrator', [{ role: 32 }])
  expect((await visitor.post(`${url}/${row}/ending`, {})).status).toBe(303)
  const page = await visitor.post(`${url}/new`, { role: '32' })
  expect(page.problems).toEqual([
    'This user holds the role Circulation Desk Operator already, inactive. Edit it to make it active again.',
  ])
})

it('signed out: goes to Sign in and changes nothing', async () => {
  const { app, user, url } = await house('administrator')
  expect(toSignIn(await app.visitor().post(`${url}/new`, { role: '32' }))).toEqual([303, '/sign-in'])
  expect((await app.visitor().get(`${url}/new`)).location).toBe(`/sign-in?next=${encodeURIComponent(`${url}/new`)}`)
  expect(await rolesOf(app, user)).toEqual([])
})

it.each(['deskManager', 'deskOperator', 'deskAssistant', 'viewer'] as const)('not allowed: a %s', async (person) => {
  const { app, user, visitor, url } = await house(person, [{ role: 200 }])
  const tab = await visitor.get(`/users/${user.id}/general`)
  expect(shownRoles(tab)).toEqual([['Patron', 'Institution', 'Active', '—']])
  expect(tab.$('section[aria-labelledby=roles] :is(a, button)')).toHaveLength(0)
  for (const page of [await visitor.get(`${url}/new`), await visitor.post(`${url}/new`, { role: '9002' })])
    expect([page.status, page.heading]).toEqual([403, 'Not allowed'])
  expect(await rolesOf(app, user)).toEqual([[200, 'ACTIVE']])
})

it('not there: no such user, and no roles for a contact', async () => {
  const { app, visitor } = await house('administrator')
  expect((await visitor.post('/users/9999/general/roles/new', { role: '32' })).status).toBe(404)
  const contact = await app.makeUser({ values: { primaryId: 'c', firstName: 'Cy', lastName: 'Co', recordType: 'CONTACT' } })
  const tab = await visitor.get(`/users/${contact.id}/general`)
  expect(tab.$('section[aria-labelledby=roles]').text()).toContain('A contact has no roles.')
  expect(tab.$(`a[href$="/roles/new"]`)).toHaveLength(0)
  const page = await visitor.post(`/users/${contact.id}/general/roles/new`, { role: '200' })
  expect([page.status, page.text.includes('A contact has no roles.')]).toEqual([403, true])
  expect(await rolesOf(app, contact)).toEqual([])
})

it('two at once: the same role is given once, whoever gives it; one form once', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const max = await app.as('manager')
  const [mine, theirs] = [await visitor.get(`${url}/new`), await max.get(`${url}/new`)]
  const answers = await Promise.all([visitor.submit(mine, 'Add', { role: '32' }), max.submit(theirs, 'Add', { role: '32' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  const again = await visitor.get(`${url}/new`)
  const twice = await Promise.all([1, 2].map(() => visitor.submit(again, 'Add', { role: '9002' })))
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(await rolesOf(app, user)).toEqual([
    [32, 'ACTIVE'],
    [9002, 'ACTIVE'],
  ])
})

it('offers only what the actor may give and the user does not hold, Patron first', async () => {
  const { app, visitor, url } = await house('manager', [{ role: 32 }])
  const options = async (page = visitor.get(`${url}/new`)) => {
    const { $ } = await page
    return $('select#role option')
      .toArray()
      .map((option) => $(option).attr('value'))
  }
  const offered = await options()
  expect(offered.slice(0, 6)).toEqual(['', '200', '21', '221', '9001', '9002'])
  expect(offered).not.toContain('26')
  expect(offered).not.toContain('50')
  expect(offered).toContain('0')
  const ada = await app.as('administrator')
  expect((await options(ada.get(`${url}/new`))).slice(0, 4)).toEqual(['', '200', '26', '50'])
})

it('shows the Patron role of a public user like any other', async () => {
  const { app, visitor } = await house('manager')
  const user = await app.makeUser({ values: { primaryId: 'p', firstName: 'Pia', lastName: 'Park' } })
  const page = await visitor.get(`/users/${user.id}/general`)
  expect(shownRoles(page)).toEqual([['Patron', 'Institution', 'Active', '—']])
  expect(page.rows('Roles')[0]?.[4]).toBe('Edit PatronEnd PatronRemove Patron')
  expect(known(app.people.manager).id).not.toBe(user.id)
})
