import { setImmediate as breathe } from 'node:timers/promises'
import type { Db, Tx } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { dropUnusedSets } from './unused-sets.ts'

// Saves leave small pieces, and merging them is nobody's save: `automerge` is off, these steps take its place.
const pages = 50
const stepsAtOnce = 20

const written = (tx: Tx) => rawAll<{ n: number }>(tx, 'SELECT total_changes() AS n')[0]?.n ?? 0

/** One step of a few milliseconds. Tells whether there was anything to merge. */
export async function mergeStep(tx: Tx, size = pages): Promise<boolean> {
  const before = written(tx)
  rawRun(tx, "INSERT INTO user_search (user_search, rank) VALUES ('merge', ?)", BigInt(size))
  return written(tx) - before > 1
}

/** Merges all there is into one piece, in steps between which others write. */
export async function tidyInSteps(db: Db, stopping: AbortSignal): Promise<void> {
  let going = await db.write((tx) => mergeStep(tx, -pages))
  while (going && !stopping.aborted) {
    await breathe()
    going = await db.write((tx) => mergeStep(tx))
  }
}

/** What is done each night: all there is is merged, and what nobody has any more is forgotten. */
export async function tidyIndexInSteps(db: Db, stopping: AbortSignal): Promise<void> {
  await tidyInSteps(db, stopping)
  await dropUnusedSets(db, stopping)
}

/** Merges now and then while the server runs, outside any request. */
export function keepTidy(db: Db, onError: (error: unknown) => void, every = 3000): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const round = async () => {
    for (let step = 0; step < stepsAtOnce && !stopping.signal.aborted; step += 1) {
      if (!(await db.write((tx) => mergeStep(tx)))) return
      await breathe()
    }
  }
  const timer = setInterval(() => {
    running = running.then(round).catch(onError)
  }, every).unref()
  return {
    stop() {
      stopping.abort()
      clearInterval(timer)
      return running
    },
  }
}
