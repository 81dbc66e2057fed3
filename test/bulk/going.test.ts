import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { bulkChanges } from '#bulk/bulk.table.ts'
import { continueChange, stopChange } from '#bulk/changes.ts'
import { forgetOldChanges } from '#bulk/retention.ts'
import { setMembers } from '#sets/sets.table.ts'
import { setUpActor } from '#test/people.ts'
import { listsOf } from '#users/record/whole.queries.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { changeUser } from '#users/users.ts'
import { bulkWorld, task } from './world.ts'

type World = Awaited<ReturnType<typeof bulkWorld>>
const faculty = task('userGroup', { value: 'FACULTY' })
const set = (world: World, change: number, values: object) =>
  world.db.write(async (tx) => void (await tx.update(bulkChanges).set(values).where(eq(bulkChanges.id, change))))
const pupils = async (world: World, n: number) => {
  const people = []
  for (let at = 0; at < n; at += 1) people.push(await world.make({ userGroup: 'UNDERGRAD' }))
  return people
}
const groups = async (world: World, people: { id: number }[]) =>
  Promise.all(people.map(async (one) => (await world.now(one)).userGroup))

it('skips whoever was changed since the preview, and says who did it', async () => {
  const world = await bulkWorld()
  const people = await pupils(world, 3)
  const plan = await world.plan(people, [faculty])
  await world.db.write((tx) => changeUser(tx, setUpActor(world.clock), { id: people[1]?.id ?? 0 }, { jobDescription: 'Helper' }))
  expect((await world.apply(plan.id)).applied).toMatchObject({ done: 2, skipped: 1 })
  expect((await world.rows(plan.id))[1]).toMatchObject({ state: 'skipped', reason: 'Changed since by Test. It stays as it is.' })
  expect(await groups(world, people)).toEqual(['FACULTY', 'UNDERGRAD', 'FACULTY'])
})

it('stops when it is asked to, goes on where it was, and takes back what was done until then', async () => {
  const world = await bulkWorld()
  const people = await pupils(world, 4)
  const { id } = await world.plan(people, [faculty])
  const rows = await world.rows(id)
  const actor = await world.actor()
  await set(world, id, { state: 'applying' })
  await world.db.write((tx) => stopChange(tx, actor, id))
  expect(await world.work(id)).toMatchObject({ state: 'stopped', message: 'Stopped by Ada Administrator.', applied: { done: 0 } })
  // As if two rows had been done before.
  await set(world, id, { doneUntil: rows[1]?.id ?? 0, state: 'stopped' })
  await world.db.write((tx) => continueChange(tx, actor, id))
  expect(await world.work(id)).toMatchObject({ state: 'finished', message: null, applied: { done: 2 } })
  expect(await groups(world, people)).toEqual(['UNDERGRAD', 'UNDERGRAD', 'FACULTY', 'FACULTY'])
  const undo = await world.undo(id)
  expect(undo.counts).toMatchObject({ users: 2, change: 2 })
})

it('stops in words when its starter loses the right while it goes on', async () => {
  const world = await bulkWorld('manager')
  const people = await pupils(world, 3)
  const { id } = await world.plan(people, [faculty])
  const rows = await world.rows(id)
  await set(world, id, { state: 'applying', doneUntil: rows[0]?.id ?? 0 })
  await world.db.write(async (tx) => void (await tx.update(userRoles).set({ status: 'INACTIVE' })))
  expect(await world.work(id)).toMatchObject({
    state: 'stopped',
    message: expect.stringContaining('may not change many users any more'),
  })
  expect(await groups(world, people)).toEqual(['UNDERGRAD', 'UNDERGRAD', 'UNDERGRAD'])
})

it('is carried out with the rights of its starter: what they may not do to one user they may not do to many', async () => {
  const world = await bulkWorld('manager')
  const people = await pupils(world, 1)
  const staff = await world.make({ recordType: 'STAFF' })
  await world.db.write((tx) => grantRole(tx, setUpActor(world.clock), staff, { role: 26 }))
  const status = await world.plan([...people, staff], [task('status', { value: 'INACTIVE' })])
  expect(status.counts).toMatchObject({
    change: 1,
    refuse: 1,
    reasons: [{ reason: expect.stringContaining('This user is staff.') }],
  })
  const roles = await world.plan([...people], [task('addRole', { role: '26', scope: 'INSTITUTION' })])
  expect(roles.counts).toMatchObject({
    change: 0,
    refuse: 1,
    reasons: [{ reason: expect.stringContaining('permits more than your own roles do') }],
  })
})

it('plans nothing for a set that was emptied meanwhile, and says when the set is gone', async () => {
  const world = await bulkWorld()
  const people = await pupils(world, 1)
  const { id, setId } = await world.plan(people, [faculty])
  await world.db.write(async (tx) => void (await tx.delete(setMembers)))
  await set(world, id, { state: 'waiting', plannedAt: null })
  expect(await world.work(id)).toMatchObject({ state: 'planned', counts: { users: 0, change: 0 } })
  await set(world, id, { state: 'waiting', plannedAt: null, setId: null })
  expect(await world.work(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('is not there any more') })
  expect(setId).not.toBeNull()
})

it('takes a whole change back; whoever was edited since is listed and left, other bulk changes are no edit', async () => {
  const world = await bulkWorld()
  const people = await pupils(world, 3)
  const before = await Promise.all(people.map((one) => bare(world, one)))
  const first = await world.plan(people, [
    faculty,
    task('addNote', { type: 'LIBRARY', text: 'Moved up.', popup: true, userViewable: false }),
  ])
  await world.apply(first.id)
  const second = await world.plan(people, [task('expiryDate', { mode: 'day', day: '2030-07-31' })])
  await world.apply(second.id)
  await world.db.write((tx) => changeUser(tx, setUpActor(world.clock), { id: people[2]?.id ?? 0 }, { jobDescription: 'Helper' }))
  const undo = await world.undo(first.id)
  expect(undo.counts).toMatchObject({ change: 2, refuse: 1, reasons: [{ reason: 'Changed since by Test. It stays as it is.' }] })
  await world.apply(undo.id)
  expect(await groups(world, people)).toEqual(['UNDERGRAD', 'UNDERGRAD', 'FACULTY'])
  await world.apply((await world.undo(second.id)).id)
  expect(await Promise.all(people.slice(0, 2).map((one) => bare(world, one)))).toEqual(before.slice(0, 2))
})

/** A user as an export has it, without what tells how often and when it was written. */
async function bare(world: World, { id }: { id: number }) {
  const { version: _version, changedAt: _changedAt, ...user } = await world.now({ id })
  return { user, lists: await listsOf(world.db.read, id, 'all', 100) }
}

it('is undone once, and the undo is undone to have it again', async () => {
  const world = await bulkWorld()
  const people = await pupils(world, 1)
  const { id } = await world.plan(people, [faculty])
  await world.apply(id)
  const undo = await world.undo(id)
  await expect(world.undo(id)).rejects.toThrow(`Bulk change ${id} is taken back by ${undo.id} already.`)
  await world.apply(undo.id)
  await expect(world.undo(id)).rejects.toThrow('already')
  await world.apply((await world.undo(undo.id)).id)
  expect(await groups(world, people)).toEqual(['FACULTY'])
})

it('forgets whom an old change was about, and then cannot take it back', async () => {
  const world = await bulkWorld()
  const { id } = await world.plan(await pupils(world, 2), [faculty])
  await world.apply(id)
  await forgetOldChanges(world)
  expect(await world.rows(id)).toHaveLength(2)
  await set(world, id, { createdAt: world.clock.now() - 401 * 24 * 60 * 60_000 })
  await forgetOldChanges(world)
  expect(await world.rows(id)).toEqual([])
  await expect(world.undo(id)).rejects.toThrow(/is too old: its list of users was removed/)
})

it('forgets nothing of a change that is at work, however old', async () => {
  const world = await bulkWorld()
  const { id } = await world.plan(await pupils(world, 2), [faculty])
  await set(world, id, { createdAt: world.clock.now() - 1000 * 24 * 60 * 60_000, state: 'applying' })
  await forgetOldChanges(world)
  expect(await world.rows(id)).toHaveLength(2)
})
