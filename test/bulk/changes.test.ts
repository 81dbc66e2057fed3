import { expect, it } from 'vitest'
import { bulkWorld, task } from './world.ts'

it('shows what it would do and writes nothing, then does it, and takes it back', async () => {
  const world = await bulkWorld()
  const people = [await world.make({ userGroup: 'UNDERGRAD' }), await world.make({ userGroup: 'FACULTY' }), await world.make()]
  const plan = await world.plan(people, [task('userGroup', { value: 'FACULTY' })])
  expect([plan.message, plan.state, plan.counts]).toMatchObject([null, 'planned', { users: 3, change: 2, leave: 1, refuse: 0 }])
  const change = plan.id
  expect(await Promise.all(people.map(async (one) => (await world.now(one)).userGroup))).toEqual(['UNDERGRAD', 'FACULTY', null])
  expect((await world.rows(change, 'change'))[0]?.plan).toEqual({
    acts: [{ action: 'changed', changes: [{ part: 'general', field: 'userGroup', before: 'UNDERGRAD', after: 'FACULTY' }] }],
  })
  expect(await world.apply(change)).toMatchObject({ state: 'finished', applied: { done: 2, skipped: 0 } })
  expect(await Promise.all(people.map(async (one) => (await world.now(one)).userGroup))).toEqual([
    'FACULTY',
    'FACULTY',
    'FACULTY',
  ])
  const undo = await world.undo(change)
  expect(undo).toMatchObject({ state: 'planned', counts: { users: 2, change: 2 } })
  expect(await world.apply(undo.id)).toMatchObject({ state: 'finished', applied: { done: 2 } })
  expect(await Promise.all(people.map(async (one) => (await world.now(one)).userGroup))).toEqual(['UNDERGRAD', 'FACULTY', null])
})
