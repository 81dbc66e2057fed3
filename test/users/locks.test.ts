import { expect, it } from 'vitest'
import { makeActor } from '#sign-in/actor.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import type { UserValues } from '#users/fields.ts'
import { locksOf, useSourceValue } from '#users/locks.ts'
import { changeAccountType } from '#users/record/account-type.ts'
import { changeUser } from '#users/users.ts'
import { madeBySource } from './record/following.ts'
import { actsOf, recordOf } from './records.ts'

async function house() {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const actor = setUpActor(app.clock)
  return {
    app,
    user,
    actor,
    change: (values: UserValues) => app.db.write((tx) => changeUser(tx, actor, user, values)),
    giveBack: (field: string) => app.db.write((tx) => useSourceValue(tx, actor, user, field)),
    marks: async () => (await locksOf(app.db.read, user.id)).map(({ field, sourceValue }) => [field, sourceValue]),
  }
}

it('marks each field that a person changes, with what the source said first', async () => {
  const { app, user, change, marks } = await house()
  await change({ firstName: 'Anna', userGroup: 'FACULTY' })
  app.clock.move(60_000)
  await change({ firstName: 'Annie' })
  expect(await marks()).toEqual([
    ['firstName', 'Ana'],
    ['userGroup', 'UNDERGRAD'],
  ])
  const [name] = await locksOf(app.db.read, user.id)
  expect(name).toMatchObject({ lockedBy: 'Test', lockedAt: app.clock.now() })
})

it('takes the mark off where the value of the source is typed again', async () => {
  const { change, marks } = await house()
  await change({ firstName: 'Anna', title: 'DR' })
  await change({ firstName: 'Ana' })
  expect(await marks()).toEqual([['title', null]])
})

it('marks nothing of internal users', async () => {
  const { app } = await house()
  const user = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Bare' } })
  await app.db.write((tx) => changeUser(tx, setUpActor(app.clock), user, { firstName: 'Bob' }))
  expect(await locksOf(app.db.read, user.id)).toEqual([])
})

it('gives a field the value of the source again, in one act; there is nothing to give back twice', async () => {
  const { app, user, change, giveBack, marks } = await house()
  await change({ userGroup: 'FACULTY' })
  expect([await giveBack('userGroup'), await giveBack('userGroup'), await giveBack('source')]).toEqual([true, false, false])
  expect(await marks()).toEqual([])
  expect(await recordOf(app, user)).toMatchObject({ userGroup: 'UNDERGRAD', version: 3 })
  expect((await actsOf(app, user))[0]?.lines).toEqual([['userGroup', 'FACULTY', 'UNDERGRAD']])
})

it('needs the rights that changing the field needs', async () => {
  const { app, user, change } = await house()
  await change({ primaryId: 'ana8' })
  const { clock } = app
  const go = (...permissions: ('see users' | 'edit users')[]) => {
    const actor = makeActor({ id: null, name: 'Weak', door: 'form', clock, permissions: new Set(permissions) })
    return app.db.write((tx) => useSourceValue(tx, actor, user, 'primaryId'))
  }
  await expect(go('see users')).rejects.toThrow('It needs the right to edit users.')
  await expect(go('edit users')).rejects.toThrow('It needs the right to edit identifiers.')
  expect((await recordOf(app, user)).primaryId).toBe('ana8')
})

it('drops all marks when the account type changes', async () => {
  const { app, user, actor, change, marks } = await house()
  await change({ firstName: 'Anna' })
  await app.db.write((tx) => changeAccountType(tx, actor, user, { accountType: 'INTERNAL', source: null }))
  await app.db.write((tx) => changeAccountType(tx, actor, user, { accountType: 'EXTERNAL', source: 'SIS' }))
  expect(await marks()).toEqual([])
})
