import { expect, it } from 'vitest'
import { setUpActor } from '#test/people.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { placeBlock } from '#users/blocks/blocks.ts'
import { notes } from '#users/notes/notes.table.ts'
import { addNote } from '#users/notes/notes.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { bulkWorld, task } from './world.ts'

type World = Awaited<ReturnType<typeof bulkWorld>>
/** Plans and applies, and answers what the plan counted. */
async function done(world: World, members: { id: number }[], ...tasks: ReturnType<typeof task>[]) {
  const plan = await world.plan(members, tasks)
  expect(plan.message).toBeNull()
  const { change, leave, refuse } = plan.counts
  const ended = await world.apply(plan.id)
  expect(ended).toMatchObject({ state: 'finished', applied: { done: change, skipped: 0 } })
  return [change, leave, refuse]
}

it('sets fields of the record, always, where it is empty, or where it is something', async () => {
  const world = await bulkWorld()
  const [full, empty] = [await world.make({ userGroup: 'FACULTY' }), await world.make()]
  expect(await done(world, [full, empty], task('userGroup', { value: 'STAFF' }, 'empty'))).toEqual([1, 1, 0])
  expect(await done(world, [full, empty], task('userGroup', { value: 'UNDERGRAD' }, 'is', 'FACULTY'))).toEqual([1, 1, 0])
  expect(await Promise.all([full, empty].map(async (user) => (await world.now(user)).userGroup))).toEqual(['UNDERGRAD', 'STAFF'])
  expect(await done(world, [full, empty], task('status', { value: 'INACTIVE' }))).toEqual([2, 0, 0])
  expect((await world.now(full)).statusDate).toBe('2026-11-22')
  expect(await done(world, [full, empty], task('preferredLanguage', { value: 'no' }), task('userGroup', { value: '-' }))).toEqual(
    [2, 0, 0],
  )
  expect(await world.now(empty)).toMatchObject({ preferredLanguage: 'no', userGroup: null })
  // Two fields are one act.
  expect((await world.rows(4))[0]?.before?.acts).toHaveLength(1)
})

it('moves days on: from what stands, from today where nothing does, to a day, to none', async () => {
  const world = await bulkWorld()
  const [some, none] = [await world.make({ expiryDate: '2028-02-29' }), await world.make()]
  const days = () => Promise.all([some, none].map(async (one) => (await world.now(one)).expiryDate))
  const plus = { mode: 'plus', n: '1', period: 'years' }
  expect(await done(world, [some, none], task('expiryDate', plus))).toEqual([2, 0, 0])
  expect(await days()).toEqual(['2029-02-28', '2027-11-22'])
  expect(await done(world, [some, none], task('expiryDate', { ...plus, n: '3', period: 'months' }, 'is', '2027-11-22'))).toEqual([
    1, 1, 0,
  ])
  expect(await days()).toEqual(['2029-02-28', '2028-02-22'])
  await done(
    world,
    [some, none],
    task('expiryDate', { mode: 'day', day: '2030-07-31' }),
    task('purgeDate', { mode: 'plus', n: '10', period: 'days' }),
  )
  expect(await days()).toEqual(['2030-07-31', '2030-07-31'])
  expect((await world.now(some)).purgeDate).toBe('2026-12-02')
  await done(world, [some], task('expiryDate', { mode: 'none' }))
  expect(await days()).toEqual([null, '2030-07-31'])
})

it('makes users external and internal again, and takes that back', async () => {
  const world = await bulkWorld()
  const user = await world.make()
  expect(await done(world, [user], task('accountType', { accountType: 'EXTERNAL', source: 'SIS' }))).toEqual([1, 0, 0])
  expect(await world.now(user)).toMatchObject({ accountType: 'EXTERNAL', source: 'SIS' })
  await world.apply((await world.undo(1)).id)
  expect(await world.now(user)).toMatchObject({ accountType: 'INTERNAL', source: null })
})

it('gives and ends roles; a role that is held stays as it is', async () => {
  const world = await bulkWorld()
  const [holder, other] = [await world.make({ recordType: 'STAFF' }), await world.make({ recordType: 'STAFF' })]
  await world.db.write((tx) => grantRole(tx, setUpActor(world.clock), holder, { role: 32 }))
  expect(
    await done(world, [holder, other], task('addRole', { role: '32', scope: 'INSTITUTION', expiryDate: '2027-01-31' })),
  ).toEqual([1, 1, 0])
  expect((await world.now(other)).held).toMatchObject([{ role: 32, status: 'ACTIVE', expiryDate: '2027-01-31' }])
  expect(await done(world, [holder, other], task('endRole', { role: '32', scope: '' }))).toEqual([2, 0, 0])
  expect((await world.now(holder)).held).toMatchObject([{ role: 32, status: 'INACTIVE' }])
  await world.apply((await world.undo(2)).id)
  await world.apply((await world.undo(1)).id)
  expect([(await world.now(holder)).held, (await world.now(other)).held]).toMatchObject([[{ status: 'ACTIVE' }], []])
})

it('places and lifts blocks, writes and removes notes', async () => {
  const world = await bulkWorld()
  const [user, other] = [await world.make(), await world.make()]
  const place = { type: 'GENERAL', description: 'CONSORTIAL_BLOCK', expiryDate: '', note: '' }
  const [type, description] = await firstCodes(world)
  await world.db.write((tx) => placeBlock(tx, setUpActor(world.clock), user, { type, description }))
  const block = { ...place, type, description }
  expect(await done(world, [user, other], task('addBlock', block, 'empty'))).toEqual([1, 1, 0])
  expect(await done(world, [user, other], task('liftBlocks', { description }))).toEqual([2, 0, 0])
  expect((await world.db.read.select().from(blocks)).map(({ status }) => status)).toEqual(['INACTIVE', 'INACTIVE'])
  await world.db.write((tx) => addNote(tx, setUpActor(world.clock), user, { type: 'LIBRARY', text: 'Old' }))
  expect(
    await done(
      world,
      [user, other],
      task('addNote', { type: 'LIBRARY', text: 'Bring the books back.', popup: true, userViewable: false }, 'empty'),
    ),
  ).toEqual([1, 1, 0])
  expect((await world.db.read.select().from(notes)).map(({ text, popup }) => [text, popup])).toEqual([
    ['Old', false],
    ['Bring the books back.', true],
  ])
  expect(await done(world, [user, other], task('removeNotes', { type: 'LIBRARY' }))).toEqual([2, 0, 0])
  expect(await world.db.read.select().from(notes)).toEqual([])
  await world.apply((await world.undo(4)).id)
  expect((await world.db.read.select().from(notes)).map(({ text }) => text).sort()).toEqual(['Bring the books back.', 'Old'])
})

async function firstCodes({ db }: World): Promise<[string, string]> {
  const { codesOf } = await import('#code-tables/code-tables.queries.ts')
  const first = async (table: 'UserBlockTypes' | 'UserBlockDescription') => [...(await codesOf(db.read, table)).keys()][0] ?? ''
  return [await first('UserBlockTypes'), await first('UserBlockDescription')]
}

it('moves to the bin and back', async () => {
  const world = await bulkWorld()
  const user = await world.make()
  const plan = await world.plan([user, world.starter], [], 'bin')
  expect(plan.counts).toMatchObject({ change: 1, refuse: 1, reasons: [{ does: 'refuse', n: 1 }] })
  await world.apply(plan.id)
  expect((await world.now(user)).binnedAt).not.toBeNull()
  const undo = await world.undo(plan.id)
  expect(undo.counts).toMatchObject({ change: 1 })
  await world.apply(undo.id)
  expect((await world.now(user)).binnedAt).toBeNull()
  await world.apply((await world.undo(undo.id)).id)
  expect((await world.now(user)).binnedAt).not.toBeNull()
})

it('makes neither the last administrator nor oneself inactive, and says of each what does not fit', async () => {
  const world = await bulkWorld()
  const [contact, fine] = [await world.make({ recordType: 'CONTACT' }), await world.make()]
  const plan = await world.plan(
    [world.starter, contact, fine],
    [task('status', { value: 'INACTIVE' }), task('userGroup', { value: 'FACULTY' })],
  )
  expect(plan.counts).toMatchObject({ change: 1, refuse: 2 })
  const reasons = plan.counts.reasons.map(({ reason }) => reason)
  expect(reasons[0]).toContain('last administrator')
  expect(reasons[1]).toContain('does not apply to the record type Contact')
  await world.apply(plan.id)
  // All or nothing: the contact stays active although that alone could be written.
  expect([(await world.now(contact)).status, (await world.now(world.starter)).status, (await world.now(fine)).status]).toEqual([
    'ACTIVE',
    'ACTIVE',
    'INACTIVE',
  ])
})
