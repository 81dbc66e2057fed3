import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { sortKey } from './entry.ts'
import { recount, recountAll } from './facets.ts'
import type { Neighbour } from './places.ts'
import { labelRoom, rowOf, rowsAfter } from './places.ts'
import type { EntryOf } from './search-index.ts'
import { enterAt, list, takeOut } from './search-index.ts'
import type { Building } from './state.ts'
import { buildingOf, noteBuilding, noteBuilt, wantRebuild } from './state.ts'
import { tidyInSteps } from './upkeep.ts'

/** Where entries come from: those that are to be found, by their numbers, and what each of them holds. */
export type Source = {
  count(reader: Reader): Promise<number>
  named(reader: Reader, after: number, limit: number): Promise<{ id: number; sortName: string }[]>
  entryOf: EntryOf
}
export type Progress = { phase: Building['phase']; done: number; total: number }
type Options = {
  stopping: AbortSignal
  tell?: (progress: Progress | undefined) => void
  /** Whether people are using the database: slices are short then, each followed by a pause as long. */
  yieldTo?: () => boolean
}

const portion = 64
const slice = { gentle: 10, alone: 300 }
// More people may come while it runs.
const slack = 1.05

/** Asks for a rebuild and carries it out. */
export async function rebuildIndex(db: Db, source: Source, options: Options): Promise<void> {
  await db.write(async (tx) => wantRebuild(tx))
  await finishRebuild(db, source, options)
}

/**
 * Carries out a rebuild that is wanted, from where it was left, and does nothing where none is. Entries are put into even
 * distances in the order of their names. Who was found before is found all the time; saves go on.
 */
export async function finishRebuild(db: Db, source: Source, { stopping, tell, yieldTo = () => false }: Options): Promise<void> {
  if (!buildingOf(db.read)) return
  await db.write(async (tx) => merging(tx, { pieces: 4, atOnce: 16 }))
  for (;;) {
    const began = performance.now()
    const gentle = yieldTo()
    const end = began + (gentle ? slice.gentle : slice.alone)
    const building = await db.write(async (tx) => {
      let now = buildingOf(tx)
      do now = now && (await step(tx, source, now))
      while (now && performance.now() < end)
      return now
    })
    tell?.(building)
    if (stopping.aborted) return
    if (!building) break
    await (gentle ? wait(performance.now() - began) : breathe())
  }
  // Every sixteenth save would merge what the fifteen before it left: that is done in steps beside the saves.
  await db.write(async (tx) => merging(tx, { pieces: 0, atOnce: 64 }))
  await tidyInSteps(db, stopping, yieldTo)
}

/** From how many pieces on a save merges some of them, and from how many on it merges them all. */
function merging(tx: Tx, { pieces, atOnce }: { pieces: number; atOnce: number }): void {
  rawRun(tx, "INSERT INTO user_search (user_search, rank) VALUES ('automerge', ?)", BigInt(pieces))
  rawRun(tx, "INSERT INTO user_search (user_search, rank) VALUES ('crisismerge', ?)", BigInt(atOnce))
}

async function step(tx: Tx, source: Source, building: Building): Promise<Building | undefined> {
  const next = building.phase === 'listing' ? await listSome(tx, source, building) : await fillSome(tx, source, building)
  if (next) noteBuilding(tx, next)
  else noteBuilt(tx)
  return next
}

/** Lists everyone by the name that they stand under now, and drops who is not there any more. */
async function listSome(tx: Tx, source: Source, { after, done, total }: Building & { phase: 'listing' }): Promise<Building> {
  const all = total || (await source.count(tx))
  const people = await source.named(tx, after, portion)
  const last = people.length < portion ? Number.MAX_SAFE_INTEGER : (people.at(-1)?.id ?? after)
  const strays = rawAll<Neighbour>(tx, listedBetween, after, BigInt(last), JSON.stringify(people.map(({ id }) => id)))
  for (const row of strays) takeOut(tx, row)
  for (const { id, sortName } of people) {
    const key = sortKey(sortName)
    const held = rowOf(tx, id)
    if (!held) list(tx, { id, key })
    else if (held.sort_key !== key) rawRun(tx, 'UPDATE user_entry SET sort_key = ? WHERE user_id = ?', key, id)
  }
  if (people.length === portion) return { phase: 'listing', after: last, done: done + portion, total: all }
  const gap = Math.max(2, Math.floor(labelRoom / (all * slack + 1000)))
  return { phase: 'filling', after: { key: '', id: 0 }, done: 0, total: all, gap }
}

const listedBetween = `SELECT spot, user_id, sort_key FROM user_entry
  WHERE user_id > ? AND user_id <= ? AND user_id NOT IN (SELECT value FROM json_each(?))`

/** Fills in entries in the order of their names, each at its own distance. */
async function fillSome(tx: Tx, source: Source, building: Building & { phase: 'filling' }): Promise<Building | undefined> {
  const rows = rowsAfter(tx, building.after, portion)
  const end = rows.at(-1)
  if (!end) {
    recountAll(tx)
    return undefined
  }
  // All of them first: the index of words writes fastest in the order of its numbers.
  for (const row of rows) takeOut(tx, row)
  let { done } = building
  const sets = new Map<number, number>()
  for (const { user_id } of rows) {
    done += 1
    const entry = await source.entryOf(tx, user_id)
    if (!entry) continue
    const set = enterAt(tx, entry, done * building.gap)
    sets.set(set, (sets.get(set) ?? 0) + 1)
  }
  for (const [set, n] of sets) recount(tx, undefined, set, n)
  return { ...building, after: { key: end.sort_key, id: end.user_id }, done }
}
