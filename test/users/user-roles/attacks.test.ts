import { expect, it } from 'vitest'
import { commandActor } from '#sign-in/actor.ts'
import { testApp } from '#test/app.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { makeStaff } from '../../sign-in/staff.ts'
import { actsOf, known } from '../records.ts'
import { ana, give, heldBy, house, rolesOf } from './house.ts'

it.each(['administrator', 'userAdministrator', 'manager'] as const)(
  'a %s gives themselves nothing, Patron neither',
  async (person) => {
    const { app, visitor } = await house(person)
    const me = known(app.people[person])
    const url = `/users/${me.id}/general/roles`
    const before = await rolesOf(app, me)
    const tab = await visitor.get(`/users/${me.id}/general`)
    expect(tab.$('section[aria-labelledby=roles] :is(a, button)')).toHaveLength(0)
    expect(tab.text).toContain('Nobody changes their own roles. Ask another administrator.')
    for (const role of ['26', '9002', '200']) expect((await visitor.post(`${url}/new`, { role })).status).toBe(403)
    expect((await visitor.get(`${url}/new`)).status).toBe(403)
    for (const { id } of await heldBy(app, me))
      for (const [act, typed] of Object.entries({ edit: { expiryDate: '' }, ending: {}, removal: {} }))
        expect((await visitor.post(`${url}/${id}/${act}`, typed as Record<string, string>)).status).toBe(403)
    expect(await rolesOf(app, me)).toEqual(before)
  },
)

it.each([
  ['manager', 26, 403],
  ['manager', 50, 403],
  ['manager', 21, 303],
  ['manager', 204, 303],
  ['manager', 200, 303],
  ['userAdministrator', 26, 403],
  ['userAdministrator', 50, 303],
  ['administrator', 26, 303],
] as const)('a %s who posts role=%i is answered %i, and the history tells only what was done', async (person, role, status) => {
  const { app, user, visitor, url } = await house(person)
  const page = await visitor.post(`${url}/new`, { role: String(role) })
  expect(page.status).toBe(status)
  if (status === 403) expect(page.text).toContain('permits more than your own roles do, so you can neither give nor take it.')
  expect(await rolesOf(app, user)).toEqual(status === 303 ? [[role, 'ACTIVE']] : [])
  expect(await actsOf(app, user)).toHaveLength(status === 303 ? 2 : 1)
})

it('none of several is given when one of them permits too much', async () => {
  const { app, user, visitor, url } = await house('manager')
  const page = await visitor.post(`${url}/new`, `_csrf=${await visitor.token()}&role=200&more=32&more=26`)
  expect(page.status).toBe(403)
  expect(await rolesOf(app, user)).toEqual([])
})

it('what a form does not name is not read: another user, a status, a second role', async () => {
  const { app, user, visitor, url } = await house('administrator')
  await app.as('manager')
  const max = known(app.people.manager)
  const typed = { role: '9002', userId: String(max.id), user: String(max.id), id: '1', status: 'INACTIVE', permits: 'configure' }
  expect((await visitor.post(`${url}/new`, typed)).status).toBe(303)
  expect([await rolesOf(app, user), await rolesOf(app, max)]).toEqual([[[9002, 'ACTIVE']], [[21, 'ACTIVE']]])
  const row = (await heldBy(app, user))[0]?.id
  const edited = { role: '26', scope: 'X', userId: '1', status: 'ACTIVE', expiryDate: '2027-01-01' }
  expect((await visitor.post(`${url}/${row}/edit`, edited)).status).toBe(303)
  expect(await heldBy(app, user)).toMatchObject([{ role: 9002, scope: 'INSTITUTION', expiryDate: '2027-01-01', userId: user.id }])
})

it('the last value of a field that is sent twice is judged', async () => {
  const { app, user, visitor, url } = await house('manager')
  expect((await visitor.post(`${url}/new`, `_csrf=${await visitor.token()}&role=200&role=26`)).status).toBe(403)
  expect(await rolesOf(app, user)).toEqual([])
})

it('a role that expired yesterday counts for nothing, and can neither give nor reset', async () => {
  const app = await testApp()
  const user = await app.makeUser(ana)
  await makeStaff(app, { values: { primaryId: 'old' } }, [{ role: 26, expiryDate: '2026-11-21' }, { role: 9002 }])
  const old = app.visitor()
  expect((await old.signIn('old')).status).toBe(303)
  expect((await old.post(`/users/${user.id}/general/roles/new`, { role: '200' })).status).toBe(403)
  expect((await old.post(`/users/${user.id}/general/password`, { newPassword: 'x' })).status).toBe(403)
})

it('a role that ends takes its rights with it at the next step, without a new sign-in', async () => {
  const { app, user, visitor } = await house('administrator')
  const max = await app.as('manager')
  const row = (await heldBy(app, known(app.people.manager)))[0]?.id
  await visitor.post(`/users/${app.people.manager?.id}/general/roles/${row}/ending`, {})
  expect((await max.post(`/users/${user.id}/general/roles/new`, { role: '200', _csrf: 'any' })).location).toBe('/sign-in')
  expect(await rolesOf(app, user)).toEqual([])
})

it('whoever manages the roles of one library gives Patron, and nothing for the whole institution', async () => {
  const app = await testApp({ people: ['viewer'] })
  const user = await app.makeUser(ana)
  const lou = known(app.people.viewer)
  await app.db.write(async (tx) => {
    await tx.insert(userRoles).values({ userId: lou.id, role: 21, scope: 'SCIENCE', status: 'ACTIVE', expiryDate: null })
  })
  await give(app, user, { role: 32 })
  const visitor = await app.as('viewer')
  const url = `/users/${user.id}/general/roles`
  for (const role of ['9002', '21', '204'])
    expect([role, (await visitor.post(`${url}/new`, { role })).status]).toEqual([role, 403])
  const carried = await visitor.post(`${url}/new`, { role: '204' })
  expect(carried.text).toContain('Cataloger is carried for other systems')
  expect((await visitor.post(`${url}/${(await heldBy(app, user))[0]?.id}/ending`, {})).status).toBe(403)
  expect((await visitor.post(`${url}/new`, { role: '200' })).status).toBe(303)
  expect(await rolesOf(app, user)).toEqual([
    [32, 'ACTIVE'],
    [200, 'ACTIVE'],
  ])
})

it('the command line may give any role, under its own name', async () => {
  const app = await testApp()
  const user = await app.makeUser(ana)
  const actor = commandActor('grant', app.clock)
  for (const role of [26, 204, 200]) await app.db.write((tx) => grantRole(tx, actor, user, { role }))
  expect(await rolesOf(app, user)).toEqual([26, 204, 200].map((role) => [role, 'ACTIVE']))
  expect((await actsOf(app, user))[0]).toMatchObject({ actorName: 'Command line', doorDetail: 'grant' })
  await expect(app.db.write((tx) => grantRole(tx, actor, user, { role: 32, scope: 'X' }))).rejects.toThrow('There is no scope X.')
})
