import { expect, it } from 'vitest'
import { commandActor } from '#sign-in/actor.ts'
import { testApp } from '#test/app.ts'
import { changeRole, endRole, removeRole } from '#users/user-roles/user-roles.ts'
import { known } from '../records.ts'
import { give, heldBy, rolesOf } from './house.ts'

const message =
  'This is the last administrator who can always sign in. Make another General System Administrator without an end date first.'

/** Ada is administrator for good, Ulla until a day or for good. */
async function two(expiryDate: string | null) {
  const app = await testApp({ people: ['userAdministrator'] })
  const [ada, ulla] = [known(app.people.administrator), known(app.people.userAdministrator)]
  await give(app, ulla, { role: 26, expiryDate })
  const at = async (user: { id: number }) =>
    `/users/${user.id}/general/roles/${(await heldBy(app, user)).find(({ role }) => role === 26)?.id}`
  return {
    app,
    ada,
    ulla,
    adas: await at(ada),
    ullas: await at(ulla),
    asAda: await app.as('administrator'),
    asUlla: await app.as('userAdministrator'),
  }
}

const acts: [string, Record<string, string>][] = [
  ['ending', {}],
  ['removal', {}],
  ['edit', { status: 'INACTIVE', expiryDate: '' }],
  ['edit', { status: 'ACTIVE', expiryDate: '2027-01-01' }],
]

it.each(acts)('refused: it is not ended by the one whose time ends: %s %j', async (act, typed) => {
  const { app, ada, adas, asUlla } = await two('2027-06-30')
  const page = await asUlla.post(`${adas}/${act}`, typed)
  expect([page.status, page.problems]).toEqual([422, [message]])
  expect(await rolesOf(app, ada)).toEqual([
    [26, 'ACTIVE'],
    [50, 'ACTIVE'],
  ])
})

it.each(acts)('works: it may end where another one stays for good: %s %j', async (act, typed) => {
  const { ullas, adas, asUlla, asAda } = await two(null)
  expect((await asUlla.post(`${adas}/${act}`, typed)).status).toBe(303)
  expect((await asAda.post(`${ullas}/${act}`, typed)).status).toBe(act === 'edit' && typed.status === 'ACTIVE' ? 422 : 403)
})

it.each(acts)('two at once: one stays when two end each other at once: %s %j', async (act, typed) => {
  const { app, ada, ulla, adas, ullas, asAda, asUlla } = await two(null)
  const tokens = [await asAda.token(), await asUlla.token()]
  const answers = await Promise.all([
    asAda.post(`${ullas}/${act}`, { ...typed, _csrf: tokens[0] ?? '' }),
    asUlla.post(`${adas}/${act}`, { ...typed, _csrf: tokens[1] ?? '' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  const lasting = [...(await heldBy(app, ada)), ...(await heldBy(app, ulla))].filter(
    ({ role, status, expiryDate }) => role === 26 && status === 'ACTIVE' && expiryDate === null,
  )
  expect(lasting).toHaveLength(1)
})

it('binds the command line too', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  const id = (await heldBy(app, ada))[0]?.id ?? 0
  const actor = commandActor('test', app.clock)
  await expect(app.db.write((tx) => endRole(tx, actor, ada, id))).rejects.toThrow(message)
  await expect(app.db.write((tx) => removeRole(tx, actor, ada, id))).rejects.toThrow(message)
  await expect(app.db.write((tx) => changeRole(tx, actor, ada, id, { expiryDate: '2030-01-01' }))).rejects.toThrow(message)
  expect((await rolesOf(app, ada))[0]).toEqual([26, 'ACTIVE'])
})

it('does not count one without a password, who could not sign in', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  const other = await app.makeUser({ values: { primaryId: 'n', firstName: 'No', lastName: 'Password', recordType: 'STAFF' } })
  await give(app, other, { role: 26 })
  const id = (await heldBy(app, ada))[0]?.id ?? 0
  const end = app.db.write((tx) => endRole(tx, commandActor('test', app.clock), ada, id))
  await expect(end).rejects.toThrow(message)
})
