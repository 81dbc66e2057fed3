import { expect, it } from 'vitest'
import type { Actor } from '#sign-in/actor.ts'
import { planExternal } from '#sync/make-external.ts'
import { makeUser } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import { changeUser } from '#users/users.ts'
import { syncWorld } from './world.ts'

type World = Awaited<ReturnType<typeof syncWorld>>
const make = ({ db, clock }: World, primaryId: string, more: object = {}) =>
  makeUser(db, clock, { values: { primaryId, firstName: 'Ana', lastName: 'Lee', recordType: 'PUBLIC', ...more } } as never)
const plan = (world: World, users: { id: number }[], actor: Actor = world.actor) =>
  planExternal(
    world.db,
    actor,
    { id: world.profile },
    users.map(({ id }) => id),
  )
const kept = async (world: World, id: string) => {
  const { accountType, source } = await world.user(id)
  return [accountType, source]
}

it('shows first, then hands the library’s own users to the source, and gives each back as they were', async () => {
  const world = await syncWorld()
  const users = [await make(world, 'own'), await make(world, 'elsewhere', { accountType: 'INTEXTAUTH' })]
  const run = await plan(world, users)
  expect([await kept(world, 'own'), await kept(world, 'elsewhere')]).toEqual([
    ['INTERNAL', null],
    ['INTEXTAUTH', null],
  ])
  expect(await world.apply(run)).toMatchObject({ state: 'finished', applied: { updated: 2, skipped: 0 } })
  expect([await kept(world, 'own'), await kept(world, 'elsewhere')]).toEqual([
    ['EXTERNAL', 'SIS'],
    ['EXTERNAL', 'SIS'],
  ])
  expect((await world.run([{ id: 'own', last: 'Park' }])).counts).toMatchObject({ updated: 1, rejected: 0 })
  expect(await world.undo(run)).toMatchObject({ state: 'finished', applied: { updated: 1 }, counts: { rejected: 1 } })
  expect([await kept(world, 'own'), await kept(world, 'elsewhere')]).toEqual([
    ['EXTERNAL', 'SIS'],
    ['INTEXTAUTH', null],
  ])
})

it('leaves out who is external or in the bin, and whoever was edited since it was shown', async () => {
  const world = await syncWorld()
  const { db, actor } = world
  const [own, theirs, binned, edited] = [
    await make(world, 'own'),
    await make(world, 'theirs', { accountType: 'EXTERNAL', source: 'HR' }),
    await make(world, 'binned'),
    await make(world, 'edited'),
  ]
  await db.write((tx) => binUser(tx, actor, binned))
  const run = await plan(world, [own, theirs, binned, edited])
  expect((await world.rows(run, 'reject')).map(({ key, reason }) => [key, reason])).toEqual([
    ['theirs', 'This user is external already, or in the bin.'],
    ['binned', 'This user is external already, or in the bin.'],
  ])
  await db.write((tx) => changeUser(tx, actor, edited, { lastName: 'Park' }))
  expect(await world.apply(run)).toMatchObject({ applied: { updated: 1, skipped: 1 } })
  expect([await kept(world, 'own'), await kept(world, 'theirs'), await kept(world, 'edited')]).toEqual([
    ['EXTERNAL', 'SIS'],
    ['EXTERNAL', 'HR'],
    ['INTERNAL', null],
  ])
})

it('refuses an empty choice', async () => {
  const world = await syncWorld()
  await expect(plan(world, [])).rejects.toThrow()
})
