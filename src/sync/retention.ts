import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, desc, eq, isNotNull, lt, notInArray } from 'drizzle-orm'
import { clearLeftovers } from '#files/disk.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Reader } from '#platform/db/database.ts'
import { isIncoming, keptAt } from './kept-files.ts'
import { dropRows } from './run-rows.ts'
import { syncRuns } from './runs.table.ts'
import { setRun } from './runs.ts'

type Parts = { db: Db; clock: Clock; folder: string; stopping?: AbortSignal | undefined }

const day = 24 * 60 * 60_000
const fileDays = 30
const rowDays = 400
const keptRuns = 50
const atWork = ['waiting', 'reading', 'planned', 'applying']

/** Removes the files of runs 30 days after they ended, and the reports of old runs: what they did stays in the history. */
export async function forgetOldRuns({ db, clock, folder, stopping }: Parts): Promise<void> {
  for (const { id } of await withOldFiles(db.read, clock.now() - fileDays * day)) {
    if (stopping?.aborted) return
    await rm(keptAt(folder, id), { force: true })
    await db.write((tx) => setRun(tx, id, { kept: null }))
  }
  await dropStrays(db, folder)
  for (const id of await withOldRows(db.read, clock.now() - rowDays * day)) {
    if (stopping?.aborted) return
    await dropRows({ db }, id)
  }
}

const ended = (before: number) => and(notInArray(syncRuns.state, atWork), lt(syncRuns.endedAt, before))

const withOldFiles = async (reader: Reader, before: number) =>
  reader
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(and(ended(before), isNotNull(syncRuns.kept)))
    .orderBy(asc(syncRuns.id))
    .limit(1000)

async function withOldRows(reader: Reader, before: number): Promise<number[]> {
  const codes = await reader.selectDistinct({ code: syncRuns.profileCode }).from(syncRuns)
  const old: number[] = []
  for (const { code } of codes) {
    const runs = await reader
      .select({ id: syncRuns.id })
      .from(syncRuns)
      .where(and(eq(syncRuns.profileCode, code), ended(before)))
      .orderBy(desc(syncRuns.id))
      .limit(10_000)
    const newest = await reader
      .select({ id: syncRuns.id })
      .from(syncRuns)
      .where(eq(syncRuns.profileCode, code))
      .orderBy(desc(syncRuns.id))
      .limit(keptRuns)
    const kept = new Set(newest.map(({ id }) => id))
    old.push(...runs.map(({ id }) => id).filter((id) => !kept.has(id)))
  }
  return old
}

const isOld = async (place: string) => Date.now() - ((await stat(place).catch(() => undefined))?.mtimeMs ?? 0) > day

// What a start that failed left behind, and files of runs that a restored backup does not know.
async function dropStrays(db: Db, folder: string): Promise<void> {
  const known = new Set((await db.read.select({ kept: syncRuns.kept }).from(syncRuns)).map(({ kept }) => kept))
  for (const name of await readdir(folder).catch(() => [])) {
    const place = join(folder, name)
    const isStray = /^\d+$/.test(name) ? !known.has(name) : isIncoming(name) && (await isOld(place))
    if (isStray) await rm(place, { force: true })
  }
  await clearLeftovers(folder, { all: false })
}
