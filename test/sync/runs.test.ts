import { describe, expect, it } from 'vitest'
import { makeUser } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import { changeUser } from '#users/users.ts'
import type { Said } from './world.ts'
import { everything, syncWorld, told } from './world.ts'

const people = (n: number, more: Partial<Said> = {}): Said[] =>
  Array.from({ length: n }, (_one, at) => ({
    id: `s${at}`,
    first: `Ana ${at}`,
    card: `c${at}`,
    mail: `s${at}@example.org`,
    ...more,
  }))
const reasons = async (world: Awaited<ReturnType<typeof syncWorld>>, run: number) =>
  (await world.rows(run, 'reject')).map(({ key, reason }) => `${key}: ${reason}`)

describe('a file', () => {
  it('makes users, and changes nothing the second time', async () => {
    const world = await syncWorld()
    expect(told(await world.run(people(5)))).toEqual({ state: 'finished', counts: [5, 0, 0, 0, 0] })
    const before = await everything(world.db)
    expect(told(await world.run(people(5)))).toEqual({ state: 'finished', counts: [0, 0, 5, 0, 0] })
    expect(await everything(world.db)).toEqual(before)
    expect(await world.user('s0')).toMatchObject({ version: 1, accountType: 'EXTERNAL', source: 'SIS', recordType: 'PUBLIC' })
  })

  it('does what its dry run said', async () => {
    const world = await syncWorld()
    await world.run(people(5))
    const next = [...people(3, { last: 'Berg' }), { id: 'new' }, { id: '' }]
    const dry = await world.run(next, { dryRun: true })
    const before = await everything(world.db)
    expect(told(dry)).toEqual({ state: 'finished', counts: [1, 3, 0, 1, 0] })
    expect(await everything(world.db)).toEqual(before)
    const applied = await world.apply(dry.id)
    expect([applied.state, applied.dryRun]).toEqual(['finished', false])
    expect(applied.applied).toEqual(dry.counts)
    expect((await world.user('s1')).lastName).toBe('Berg')
    expect((await world.run(next)).counts).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 1 })
  })

  it('overwrites an ordinary field that was edited by hand, unchanged as it is', async () => {
    const world = await syncWorld()
    await world.run(people(2))
    const { id } = await world.user('s1')
    await world.db.write((tx) => changeUser(tx, world.actor, { id }, { jobDescription: 'Pirate', firstName: 'Anna' }))
    expect(told(await world.run(people(2)))).toEqual({ state: 'finished', counts: [0, 1, 1, 0, 0] })
    expect((await world.user('s1')).firstName).toBe('Ana 1')
  })

  it('leaves alone whoever was edited between its plan and its being applied', async () => {
    const world = await syncWorld()
    await world.run(people(2))
    const dry = await world.run(people(2, { last: 'Berg' }), { dryRun: true })
    const { id } = await world.user('s1')
    await world.db.write((tx) => changeUser(tx, world.actor, { id }, { firstName: 'Anna' }))
    const { applied } = await world.apply(dry.id)
    expect([applied.updated, applied.skipped]).toEqual([1, 1])
    expect((await world.user('s1')).lastName).toBe('Lee')
  })
})

describe('whom it rejects', () => {
  it('internal, binned and doubled people, and those of another source', async () => {
    const world = await syncWorld()
    await world.addProfile({ code: 'HR', name: 'Staff office' })
    await world.run([{ id: 'binned' }])
    await makeUser(world.db, world.clock, { values: { primaryId: 'own', firstName: 'Olga', lastName: 'Own' } })
    const other = { primaryId: 'other', firstName: 'Otto', lastName: 'Other', accountType: 'EXTERNAL', source: 'HR' }
    await makeUser(world.db, world.clock, { values: other })
    const { id } = await world.user('binned')
    await world.db.write((tx) => binUser(tx, world.actor, { id }))
    const { id: run } = await world.run([{ id: 'binned' }, { id: 'own' }, { id: 'other' }, { id: 'one' }, { id: 'ONE' }])
    expect(await reasons(world, run)).toEqual([
      'binned: This person is in the bin. Restore the user, or erase it, and run the file again.',
      'own: This user is internal: the library owns the record. Make it external, so that it follows the source.',
      'other: This user follows another source, HR.',
      'ONE: The file has this person twice. The first one counts: user 4 of the file.',
    ])
  })

  it('an identifier that somebody else holds, and one that the file gave away before', async () => {
    const world = await syncWorld()
    await makeUser(world.db, world.clock, { values: { primaryId: 'own', firstName: 'Olga', lastName: 'Own' } })
    const { id } = await world.run([
      { id: 'a', card: 'own' },
      { id: 'b', card: 'c1' },
      { id: 'c', card: 'C1' },
    ])
    expect(await reasons(world, id)).toEqual([
      'a: The identifier own belongs to Own, Olga (own).',
      'c: The identifier c1 is given to another user of the file, further up.',
    ])
  })

  it('a file in which nobody has what people are matched by fails as a whole', async () => {
    const world = await syncWorld({ matchBy: 'UNIV_ID' })
    const run = await world.run(people(2))
    expect(run.state).toBe('failed')
    expect(run.message).toContain('identifier of type UNIV_ID')
  })
})

describe('cards that change hands', () => {
  it('are passed on along a chain and round a ring, and back again by an undo', async () => {
    const world = await syncWorld()
    const cards = (list: string[]): Said[] => list.map((card, at) => ({ id: `s${at}`, card }))
    await world.run(cards(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']))
    const before = await everything(world.db)
    const swapped = cards(['c1', 'c0', 'c3', 'c4', 'c2', 'c6'])
    const run = await world.run([...swapped, { id: 'last', card: 'c5' }])
    expect(run.applied).toMatchObject({ created: 1, updated: 6, rejected: 0, skipped: 0 })
    expect((await world.run([...swapped, { id: 'last', card: 'c5' }])).counts).toMatchObject({ unchanged: 7, rejected: 0 })
    await world.undo(run.id)
    expect(await everything(world.db)).toEqual(before)
  })
})

describe('people missing from a full file', () => {
  it('become inactive behind the guard, and active again when they come back', async () => {
    const world = await syncWorld({ absentPeople: 'deactivate', guardShare: 50 })
    await world.run(people(4))
    const guarded = await world.run(people(1), { full: true })
    expect(told(guarded)).toEqual({ state: 'guarded', counts: [0, 0, 1, 0, 3] })
    expect(guarded.message).toContain('3 of the 4 people')
    await expect(world.apply(guarded.id)).rejects.toThrow('3 of the 4 people')
    expect((await world.user('s3')).status).toBe('ACTIVE')
    const done = await world.apply(guarded.id, true)
    expect([done.state, done.confirmedBy, done.applied.deactivated]).toEqual(['finished', 'Command line', 3])
    expect((await world.user('s3')).status).toBe('INACTIVE')
    expect((await world.run(people(1), { full: true })).counts.deactivated).toBe(0)
    expect(told(await world.run(people(4), { full: true }))).toEqual({ state: 'finished', counts: [0, 3, 1, 0, 0] })
    expect((await world.user('s3')).status).toBe('ACTIVE')
  })
})

describe('an import', () => {
  it('adds new people and leaves those alone who are there', async () => {
    const world = await syncWorld({ guardShare: 10 })
    await world.run(people(30))
    const run = await world.run(people(31, { last: 'Berg' }), { action: 'import' })
    expect(told(run)).toEqual({ state: 'finished', counts: [1, 0, 0, 30, 0] })
    expect((await world.user('s1')).lastName).toBe('Lee')
  })
})

describe('taking a run back', () => {
  it('restores everybody whom nobody edited since, and says whom it leaves', async () => {
    const world = await syncWorld()
    await world.run(people(6))
    const before = await everything(world.db)
    const run = await world.run([
      ...people(5, { last: 'Berg', mail: 'new@example.org', card: undefined }),
      { id: 'new', card: 'n1' },
    ])
    const shown = await world.undo(run.id, true)
    expect(shown.counts).toMatchObject({ updated: 6, rejected: 0 })
    const undo = await world.undo(run.id)
    expect([undo.state, undo.applied.updated, undo.applied.skipped]).toEqual(['finished', 6, 0])
    expect(await everything(world.db)).toEqual(before)
    await expect(world.undo(run.id)).rejects.toThrow('taken back by run')
    await expect(world.undo(undo.id)).rejects.toThrow('run the file again')
    expect((await world.run(people(6))).counts).toMatchObject({ unchanged: 6, updated: 0 })
  })

  it('skips people edited since', async () => {
    const world = await syncWorld()
    await world.run(people(2))
    const run = await world.run(people(2, { last: 'Berg' }))
    const { id } = await world.user('s1')
    await world.db.write((tx) => changeUser(tx, world.actor, { id }, { firstName: 'Anna' }))
    const undo = await world.undo(run.id)
    expect(undo.applied).toMatchObject({ updated: 1, rejected: 1 })
    expect(await reasons(world, undo.id)).toEqual(['s1: Changed since by Command line. It stays as it is.'])
    expect([(await world.user('s0')).lastName, (await world.user('s1')).lastName]).toEqual(['Lee', 'Berg'])
  })
})
