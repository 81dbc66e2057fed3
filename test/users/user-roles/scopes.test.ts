import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { makeStaff } from '../../sign-in/staff.ts'
import { ana, give, heldBy, rolesOf } from './house.ts'

/** A library with two branches, Ana, and a manager of the Science library who is signed in. */
async function branches(roles = [{ role: 21, scope: 'SCI' }]) {
  const app = await testApp()
  await makeLibraries(app.db)
  const user = await app.makeUser(ana)
  await makeStaff(app, { values: { primaryId: 'sam' } }, roles)
  const sam = app.visitor()
  await sam.signIn('sam')
  return { app, user, sam, url: `/users/${user.id}/general/roles` }
}

it('a manager of one library gives a role there, with its desk, and is refused elsewhere', async () => {
  const { app, user, sam, url } = await branches()
  const form = await sam.get(`${url}/new`)
  expect(
    form
      .$('#scope option')
      .toArray()
      .map((option) => form.$(option).text()),
  ).toEqual(['Science library'])
  const given = await sam.submit(form, 'Add', { role: '32', scope: 'SCI', circulationDesk: 'SCI-DESK', expiryDate: '2027-06-30' })
  expect(given.status).toBe(303)
  expect(await heldBy(app, user)).toMatchObject([
    { role: 32, scope: 'SCI', parameters: { CirculationDesk: 'SCI-DESK' }, expiryDate: '2027-06-30', grantedBy: 'Sam Staff' },
  ])
  const tab = await sam.get(`/users/${user.id}/general`)
  expect(tab.rows('Roles')[0]?.slice(0, 3)).toEqual(['Circulation Desk OperatorScience desk', 'Science library', 'Active'])
  for (const scope of ['MAIN', 'INSTITUTION'])
    expect([scope, (await sam.post(`${url}/new`, { role: '9001', scope })).status]).toEqual([scope, 403])
  expect(await rolesOf(app, user)).toHaveLength(1)
})

it('a manager of one library takes nothing that holds elsewhere, and moves no role there', async () => {
  const { app, user, sam, url } = await branches()
  await give(app, user, { role: 32, scope: 'MAIN' })
  await give(app, user, { role: 9002 })
  for (const { id } of await heldBy(app, user))
    for (const act of ['edit', 'ending', 'removal'])
      expect([act, (await sam.post(`${url}/${id}/${act}`, { status: 'INACTIVE' })).status]).toEqual([act, 403])
  expect(await rolesOf(app, user)).toEqual([
    [32, 'ACTIVE'],
    [9002, 'ACTIVE'],
  ])
})

it.each([
  ['a library that is not there', { scope: 'LAW' }, 'There is no scope LAW.'],
  ['a desk that is not there', { scope: 'SCI', circulationDesk: 'NONE' }, 'There is no circulation desk "NONE".'],
  ['a desk of another library', { scope: 'SCI', circulationDesk: 'MAIN-DESK' }, 'Main desk belongs to another library'],
])('refused: %s, in words, with what was typed', async (_name, typed, words) => {
  const { app, user, url } = await branches()
  const ada = await app.as('administrator')
  const page = await ada.post(`${url}/new`, { role: '32', expiryDate: '2027-01-01', ...typed })
  expect([page.status, page.field('Expires').value]).toEqual([422, '2027-01-01'])
  expect(page.problems.join(' ')).toContain(words)
  expect(await rolesOf(app, user)).toEqual([])
})

it('an administrator of one library does not sign in as one of the institution by setting their password', async () => {
  const { app, sam } = await branches([{ role: 26, scope: 'SCI' }])
  const ada = app.people.administrator
  const page = await sam.post(`/users/${ada?.id}/general/password`, {
    newPassword: 'quite another one',
    verifyPassword: 'quite another one',
  })
  expect(page.status).toBe(403)
  expect((await app.visitor().signIn('ada')).status).toBe(303)
})

it('the same role may be held for two libraries, and not twice for one', async () => {
  const { app, user, url } = await branches()
  const ada = await app.as('administrator')
  for (const [scope, status] of [
    ['SCI', 303],
    ['MAIN', 303],
    ['SCI', 422],
  ] as const)
    expect([scope, (await ada.post(`${url}/new`, { role: '32', scope })).status]).toEqual([scope, status])
  expect(await rolesOf(app, user)).toHaveLength(2)
})

it('a manager of one library gives Patron, which holds for the institution whatever scope is chosen', async () => {
  const { app, user, sam, url } = await branches()
  const form = await sam.get(`${url}/new`)
  expect((await sam.submit(form, 'Add', { role: '200', scope: 'SCI' })).status).toBe(303)
  expect(await heldBy(app, user)).toMatchObject([{ role: 200, scope: 'INSTITUTION' }])
})
