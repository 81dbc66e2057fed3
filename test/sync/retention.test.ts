import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Clock } from '#platform/clock.ts'
import { keptAt } from '#sync/kept-files.ts'
import { forgetOldRuns } from '#sync/retention.ts'
import { runNumbered } from '#sync/runs.queries.ts'
import { syncWorld } from './world.ts'

const day = 24 * 60 * 60_000
const later = (clock: Clock, days: number): Clock => ({ ...clock, now: () => clock.now() + days * day })

it('the file of a run is removed a month after it ended, and its list of users stays', async () => {
  const world = await syncWorld()
  const { db, clock, folder, rows } = world
  const { id } = await world.run([{ id: 'ana' }])
  await forgetOldRuns({ db, clock: later(clock, 30), folder })
  expect(existsSync(keptAt(folder, id))).toBe(true)
  await forgetOldRuns({ db, clock: later(clock, 31), folder })
  expect(existsSync(keptAt(folder, id))).toBe(false)
  expect([(await runNumbered(db.read, id))?.kept, (await rows(id)).length]).toEqual([null, 1])
})

it('nothing of a run that has not ended is removed, however long it waits', async () => {
  const { db, clock, folder, begin, work, rows } = await syncWorld()
  const id = await begin([{ id: 'ana' }])
  await forgetOldRuns({ db, clock: later(clock, 1000), folder })
  expect(existsSync(keptAt(folder, id))).toBe(true)
  expect([(await work(id)).state, (await rows(id)).length]).toEqual(['finished', 1])
})

it('files that no run knows are removed, those of broken uploads after a day', async () => {
  const world = await syncWorld()
  const { db, clock, folder } = world
  const { id } = await world.run([{ id: 'ana' }])
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  for (const name of ['999', 'incoming-new', 'incoming-old', 'tmp/new', 'tmp/old']) writeFileSync(join(folder, name), 'x')
  const longAgo = new Date(Date.now() - 1.1 * day)
  for (const name of ['incoming-old', 'tmp/old']) utimesSync(join(folder, name), longAgo, longAgo)
  await forgetOldRuns({ db, clock, folder })
  expect(readdirSync(folder).sort()).toEqual([String(id), 'incoming-new', 'run.lock', 'tmp'])
  expect(readdirSync(join(folder, 'tmp'))).toEqual(['new'])
})

it('the last fifty runs keep their lists for good; an older one loses it after 400 days, says so, and is not taken back', async () => {
  const world = await syncWorld()
  const { db, clock, folder, rows, undo, user } = world
  const old = await world.run([{ id: 'ana' }])
  for (let n = 0; n < 49; n += 1) await world.run([{ id: 'ana', last: `Lee ${n}` }])
  await forgetOldRuns({ db, clock: later(clock, 401), folder })
  expect((await rows(old.id)).length).toBe(1)
  const last = await world.run([{ id: 'ana', last: 'Park' }])
  await forgetOldRuns({ db, clock: later(clock, 400), folder })
  expect((await rows(old.id)).length).toBe(1)
  await forgetOldRuns({ db, clock: later(clock, 401), folder })
  expect([(await rows(old.id)).length, (await rows(last.id)).length]).toEqual([0, 1])
  await expect(undo(old.id)).rejects.toThrow(/is too old: its list of users was removed/)
  expect(await undo(last.id)).toMatchObject({ state: 'finished' })
  expect((await user('ana')).lastName).toBe('Lee 48')
})
