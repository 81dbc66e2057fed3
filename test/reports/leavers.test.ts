import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { credentials } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import type { User } from '#users/users.table.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { actsOf, known } from '../users/records.ts'
import { heldBy, rolesOf } from '../users/user-roles/house.ts'

const table = 'Not signed in'
const ending = '/reports/leavers/ending'
const day = 24 * 60 * 60_000

/** Somebody with roles who last signed in so many days ago. */
async function leaver(app: TestApp, primaryId: string, days: number, roles: Parameters<typeof makeStaff>[2]): Promise<User> {
  const user = await makeStaff(app, { values: { primaryId, lastName: primaryId } }, roles)
  await app.db.write(async (tx) => {
    await tx
      .update(credentials)
      .set({ lastSignInAt: app.clock.now() - days * day })
      .where(eq(credentials.userId, user.id))
  })
  return user
}

it('works: lists staff who have not signed in for ninety days, or another number, the longest first', async () => {
  const app = await testApp({ people: ['manager'] })
  await leaver(app, 'old', 100, [{ role: 32 }, { role: 200 }])
  await leaver(app, 'older', 400, [{ role: 9002 }, { role: 51 }])
  await leaver(app, 'here', 20, [{ role: 32 }])
  const reader = await leaver(app, 'reader', 500, [{ role: 200 }])
  const max = await app.as('manager')
  const page = await max.get('/reports/leavers')
  expect([page.field('Days without signing in').value, page.rows(table)]).toEqual([
    '90',
    [
      ['older, Samolder', '2025-10-18', 'Fulfillment Services Operator · InstitutionRequests Operator · Institution'],
      ['old, Samold', '2026-08-14', 'Circulation Desk Operator · Institution'],
    ],
  ])
  expect((await max.get('/reports/leavers?days=300')).rows(table)).toHaveLength(1)
  expect((await max.get('/reports/leavers?days=10')).rows(table)).toHaveLength(3)
  const typo = await max.get('/reports/leavers?days=many')
  expect([typo.problems, typo.field('Days without signing in').value]).toEqual([
    ['Days must be a whole number from 1 to 3,650.'],
    'many',
  ])
  expect(page.text).not.toContain(reader.primaryId)
})

it('works: whoever never signed in counts from the day on which the role was given', async () => {
  const app = await testApp({ people: ['manager'] })
  await makeStaff(app, { values: { primaryId: 'new' } })
  const max = await app.as('manager')
  expect((await max.get('/reports/leavers?days=1')).rows(table)).toEqual([])
  app.clock.move(2 * day)
  const again = await app.as('manager')
  expect((await again.get('/reports/leavers?days=1')).rows(table).map((cells) => cells.slice(0, 2))).toContainEqual([
    'Staff, Samnew',
    'never',
  ])
})

it('works: what would end is shown first, then ended in one, with its history; Patron stays', async () => {
  const app = await testApp({ people: ['manager'] })
  const old = await leaver(app, 'old', 100, [{ role: 32 }, { role: 51 }, { role: 200 }])
  const boss = await leaver(app, 'boss', 100, [{ role: 26 }, { role: 9002 }])
  const max = await app.as('manager')
  const question = await max.get(`${ending}?days=90`)
  expect(question.text).toContain('End 3 roles of 2 users?')
  expect(question.text).toContain('1 role stays, for the reason beside it.')
  expect(question.text).toContain('General System Administrator permits more than your own roles do')
  expect(await rolesOf(app, old)).toHaveLength(3)
  const done = await max.submit(question, 'End 3 roles')
  expect([done.status, done.location]).toEqual([303, '/reports/leavers?days=90'])
  expect((await max.get(done.location)).flash).toBe('3 roles have ended.')
  expect(await rolesOf(app, old)).toEqual([
    [32, 'INACTIVE'],
    [51, 'INACTIVE'],
    [200, 'ACTIVE'],
  ])
  expect(await rolesOf(app, boss)).toEqual([
    [26, 'ACTIVE'],
    [9002, 'INACTIVE'],
  ])
  expect((await actsOf(app, old))[0]).toMatchObject({ action: 'role ended', actorName: 'Max Manager' })
})

it('one’s own roles, those of another library and the last administrator stay', async () => {
  const app = await testApp()
  await makeLibraries(app.db)
  const ada = known(app.people.administrator)
  const sci = await makeStaff(app, { values: { primaryId: 'sci' } }, [{ role: 21, scope: 'SCI' }])
  const two = await leaver(app, 'two', 100, [
    { role: 32, scope: 'SCI' },
    { role: 32, scope: 'MAIN' },
  ])
  const sam = app.visitor()
  await sam.signIn('sci')
  await app.db.write(async (tx) => {
    await tx.update(credentials).set({ lastSignInAt: app.clock.now() - 200 * day })
  })
  expect((await sam.submit(await sam.get(ending), 'End 1 role')).status).toBe(303)
  expect((await heldBy(app, two)).map(({ scope, status }) => [scope, status])).toEqual([
    ['SCI', 'INACTIVE'],
    ['MAIN', 'ACTIVE'],
  ])
  expect(await rolesOf(app, sci)).toEqual([[21, 'ACTIVE']])
  expect(await rolesOf(app, ada)).toEqual([
    [26, 'ACTIVE'],
    [50, 'ACTIVE'],
  ])
})

it('of several administrators who left, the last one who can always sign in stays', async () => {
  const app = await testApp()
  const end = await makeStaff(app, { values: { primaryId: 'end', expiryDate: '2027-01-01' } }, [{ role: 26 }])
  await leaver(app, 'one', 300, [{ role: 26 }])
  const visitor = app.visitor()
  await visitor.signIn('end')
  await app.db.write(async (tx) => {
    await tx
      .update(credentials)
      .set({ lastSignInAt: app.clock.now() - 200 * day })
      .where(eq(credentials.userId, 1))
  })
  const question = await visitor.get(ending)
  expect(question.text).toContain('This is the last administrator who can always sign in.')
  expect((await visitor.submit(question, 'End 2 roles')).status).toBe(303)
  const all = [await rolesOf(app, { id: 1 }), await rolesOf(app, end)]
  expect(all).toEqual([
    [
      [26, 'ACTIVE'],
      [50, 'INACTIVE'],
    ],
    [[26, 'ACTIVE']],
  ])
})

it('two at once: what changed since it was shown is shown again, and nothing was ended', async () => {
  const app = await testApp({ people: ['manager'] })
  const old = await leaver(app, 'old', 100, [{ role: 32 }])
  const max = await app.as('manager')
  const question = await max.get(ending)
  await leaver(app, 'other', 100, [{ role: 9002 }])
  const late = await max.submit(question, 'End 1 role')
  expect([late.status, late.text.includes('Something changed since you looked.')]).toEqual([409, true])
  expect(await rolesOf(app, old)).toEqual([[32, 'ACTIVE']])
  const ada = await app.as('administrator')
  const theirs = await ada.get(ending)
  expect((await max.submit(late, 'End 2 roles')).status).toBe(303)
  expect((await ada.submit(theirs, 'End 2 roles')).status).toBe(409)
  expect(await rolesOf(app, old)).toEqual([[32, 'INACTIVE']])
})
