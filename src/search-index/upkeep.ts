import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import type { Db, Tx } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { dropUnusedSets } from './unused-sets.ts'

// Saves leave small pieces, and merging them is nobody's save: `automerge` is off, these steps take its place.
const pages = { first: 16, fewest: 4, most: 64, alone: 1000 }
const stepsAtOnce = 20
// While people use the app: so long a step may hold them up, and so much of the time is theirs.
const gentle = { milliseconds: 4, rest: 3 }

const written = (tx: Tx) => rawAll<{ n: number }>(tx, 'SELECT total_changes() AS n')[0]?.n ?? 0

/** One step, which writes about so many pages. Tells whether there was anything to merge. */
export async function mergeStep(tx: Tx, size = pages.first): Promise<boolean> {
  const before = written(tx)
  rawRun(tx, "INSERT INTO user_search (user_search, rank) VALUES ('merge', ?)", BigInt(size))
  return written(tx) - before > 1
}

/** Merges all there is into one piece, in steps between which others write. `yieldTo` tells whether people use the database. */
export async function tidyInSteps(db: Db, stopping: AbortSignal, yieldTo: () => boolean): Promise<void> {
  // A number below nought begins with all there is.
  let going = await db.write((tx) => mergeStep(tx, -pages.first))
  const gently = gentleSteps(db)
  while (going && !stopping.aborted) {
    if (yieldTo()) {
      going = await gently()
      continue
    }
    await breathe()
    going = await db.write((tx) => mergeStep(tx, pages.alone))
  }
}

/** Steps as large as nobody notices, each with a rest after it. */
function gentleSteps(db: Db): () => Promise<boolean> {
  let size = pages.first
  return async () => {
    const began = performance.now()
    const going = await db.write((tx) => mergeStep(tx, size))
    const took = performance.now() - began
    size = took > gentle.milliseconds ? Math.max(pages.fewest, size >> 1) : Math.min(pages.most, size + pages.fewest)
    await wait(gentle.rest * took)
    return going
  }
}

/** What is done each day: all there is is merged, and what nobody has any more is forgotten. */
export async function tidyIndexInSteps(db: Db, stopping: AbortSignal): Promise<void> {
  await tidyInSteps(db, stopping, () => true)
  await dropUnusedSets(db, stopping)
}

/** Merges now and then while the server runs, outside any request. */
export function keepTidy(db: Db, onError: (error: unknown) => void, every = 3000): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const gently = gentleSteps(db)
  const round = async () => {
    for (let step = 0; step < stepsAtOnce && !stopping.signal.aborted; step += 1) if (!(await gently())) return
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
