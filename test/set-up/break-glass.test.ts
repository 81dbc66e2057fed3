import { expect, it } from 'vitest'
import { breakGlass } from '#set-up/break-glass.ts'
import { commandActor } from '#sign-in/actor.ts'
import { hashPassword } from '#sign-in/passwords.ts'
import { administrators } from '#sign-in/sign-in.queries.ts'
import { credentials } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { password } from '#test/people.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import { failing } from '../sign-in/staff.ts'
import { actsOf, known, recordOf } from '../users/records.ts'

const fresh = 'correct horse battery'

const breakFor = async ({ db, clock }: TestApp, user: { id: number }) => {
  const hash = await hashPassword(fresh, [])
  return db.write((tx) => breakGlass(tx, commandActor('break-glass', clock), user, hash))
}

it('works: when no administrator can sign in any more', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  await failing(app, 'ada', 15)
  // What no verb allows, and a restored copy or a hand in the database may bring about.
  await app.db.write(async (tx) => {
    await tx.update(users).set({ status: 'INACTIVE', expiryDate: '2025-01-01' })
    await tx.update(userRoles).set({ status: 'INACTIVE', expiryDate: '2025-01-01' })
  })
  expect(await administrators(app.db.read, app.clock.today())).toEqual([])
  expect(await breakFor(app, ada)).toEqual([
    'The record was made active.',
    'The expiration date was taken away.',
    'The account was unlocked.',
    'The role General System Administrator was made active, without an end date or limit.',
    'The password was set, and all sessions of this user have ended.',
  ])
  expect(await administrators(app.db.read, app.clock.today())).toEqual([{ id: ada.id, lasting: true }])
  expect((await app.visitor().signIn('ada', password)).status).toBe(422)
  app.clock.move(61_000)
  const visitor = app.visitor()
  await visitor.signIn('ada', fresh)
  expect((await visitor.get(`/users/${ada.id}/history`)).status).toBe(200)
  const acts = await actsOf(app, ada)
  expect(acts.slice(0, 3).map(({ action, door, doorDetail }) => [action, door, doorDetail])).toEqual([
    ['password changed', 'command', 'break-glass'],
    ['role changed', 'command', 'break-glass'],
    ['changed', 'command', 'break-glass'],
  ])
})

it('works: gives the role to somebody who never had it, and says nothing of what was right already', async () => {
  const app = await testApp({ people: ['viewer'] })
  const vera = known(app.people.viewer)
  expect(await breakFor(app, vera)).toEqual([
    'The role General System Administrator was given.',
    'The password was set, and all sessions of this user have ended.',
  ])
  expect((await administrators(app.db.read, app.clock.today())).map(({ id }) => id)).toContain(vera.id)
})

it.each([
  ['somebody whose password is not kept here', { accountType: 'EXTERNAL' }, 'not with a password. Use create-admin'],
  ['a contact', { recordType: 'CONTACT' }, 'contacts have no roles. Use create-admin'],
])('refused: %s, and nothing is changed', async (_case, values, words) => {
  const app = await testApp()
  const user = await app.makeUser({
    values: { primaryId: 'x', firstName: 'Xi', lastName: 'Xu', status: 'INACTIVE', ...values },
  })
  await expect(breakFor(app, user)).rejects.toThrow(words)
  expect((await recordOf(app, user)).status).toBe('INACTIVE')
  expect((await app.db.read.select().from(credentials)).map(({ userId }) => userId)).not.toContain(user.id)
})

it('two at once: both stand, and the last password signs in', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  await Promise.all([breakFor(app, ada), breakFor(app, ada)])
  expect((await app.visitor().signIn('ada', fresh)).status).toBe(303)
})
