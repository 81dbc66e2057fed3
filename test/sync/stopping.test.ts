import { describe, expect, it } from 'vitest'
import { continueRun, getRun, stopRun } from '#sync/runs.ts'
import { workOff } from '#sync/work-off.ts'
import { everything, syncWorld } from './world.ts'

const many = Array.from({ length: 400 }, (_one, at) => ({ id: `s${at}`, card: `c${at}` }))

// As beside people, in slices that are short enough to be stopped between.
const amongPeople = async () => {
  const world = await syncWorld()
  Object.assign(world.room, { yieldTo: () => true })
  return world
}

describe('a run', () => {
  it('that was asked to stop while it is applied goes on where it was', async () => {
    const world = await amongPeople()
    const id = await world.begin(many)
    const watching = (async () => {
      for (;;) {
        const { state, applied } = await getRun(world.db.read, id)
        if (state === 'applying' && applied.created > 20) return world.db.write((tx) => stopRun(tx, world.actor, id))
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const stopped = await world.work(id)
    await watching
    expect([stopped.state, stopped.message]).toEqual(['stopped', 'Stopped by Command line.'])
    expect(stopped.applied.created).toBeGreaterThan(20)
    expect(stopped.applied.created).toBeLessThan(400)
    await world.db.write((tx) => continueRun(tx, world.actor, id))
    expect(await world.work(id)).toMatchObject({ state: 'finished', applied: { created: 400, skipped: 0 } })
    expect((await world.run(many)).counts).toMatchObject({ unchanged: 400 })
  })

  it('that broke off with its program goes on with the next, before those that wait', async () => {
    const [world, calm] = [await amongPeople(), await syncWorld()]
    const first = await world.begin(many)
    const second = await world.begin(many)
    const ending = new AbortController()
    const work = workOff(world.room, ending.signal)
    while ((await getRun(world.db.read, first)).applied.created < 20) await new Promise((resolve) => setImmediate(resolve))
    ending.abort()
    await work
    expect((await getRun(world.db.read, first)).state).toBe('applying')
    expect((await world.work(second)).counts.unchanged).toBe(400)
    expect(await getRun(world.db.read, first)).toMatchObject({ state: 'finished', applied: { created: 400 } })
    await calm.run(many)
    expect(await everything(world.db, true)).toEqual(await everything(calm.db, true))
  })

  it('that waits stops at once, and one that has ended cannot be stopped or go on', async () => {
    const world = await syncWorld()
    const id = await world.begin(many.slice(0, 2))
    await world.db.write((tx) => stopRun(tx, world.actor, id))
    expect((await world.work(id)).state).toBe('stopped')
    await world.db.write((tx) => continueRun(tx, world.actor, id))
    expect((await world.work(id)).state).toBe('finished')
    await expect(world.db.write((tx) => stopRun(tx, world.actor, id))).rejects.toThrow('is not going on')
    await expect(world.db.write((tx) => continueRun(tx, world.actor, id))).rejects.toThrow('neither stopped nor failed')
  })
})
