import { expect, it } from 'vitest'
import { setChange } from '#bulk/changes.ts'
import { forgetOldChanges } from '#bulk/retention.ts'
import { bulkWorld, task } from './world.ts'

const day = 24 * 60 * 60_000

it('the list of users of a change is removed after 400 days; then it says so, and is not taken back', async () => {
  const world = await bulkWorld()
  const one = await world.make({ userGroup: 'UNDERGRAD' })
  const { id } = await world.plan([one], [task('userGroup', { value: 'FACULTY' })])
  await world.apply(id)
  const after = (days: number) => ({ ...world.clock, now: () => world.clock.now() + days * day })
  await forgetOldChanges({ db: world.db, clock: after(400) })
  expect((await world.rows(id)).length).toBe(1)
  await forgetOldChanges({ db: world.db, clock: after(401) })
  expect((await world.rows(id)).length).toBe(0)
  await expect(world.undo(id)).rejects.toThrow(/is too old: its list of users was removed/)
  expect((await world.now(one)).userGroup).toBe('FACULTY')
})

it('nothing of a change that waits or is at work is removed', async () => {
  const world = await bulkWorld()
  const one = await world.make({ userGroup: 'UNDERGRAD' })
  const { id } = await world.plan([one], [task('userGroup', { value: 'FACULTY' })])
  await world.db.write((tx) => setChange(tx, id, { state: 'applying' }))
  await forgetOldChanges({ db: world.db, clock: { ...world.clock, now: () => world.clock.now() + 1000 * day } })
  expect((await world.rows(id)).length).toBe(1)
})
