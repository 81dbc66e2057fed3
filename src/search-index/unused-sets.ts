import { setImmediate as breathe } from 'node:timers/promises'
import type { Db, Reader } from '#platform/db/database.ts'
import { rawAll, rawColumn, rawRun } from '#platform/db/raw.ts'
import { setRoom } from './facets.ts'

const slice = 5000
const tries = 5

/**
 * Forgets the sets of facets that no entry has any more. Which ones those are is seen in slices between which others write:
 * where somebody did, it is looked at anew, and on a day on which there is never a pause they stay.
 */
export async function dropUnusedSets(db: Db, stopping: AbortSignal): Promise<number> {
  for (let n = 0; n < tries && !stopping.aborted; n += 1) {
    const before = await db.write(async (tx) => writesSeen(tx))
    const used = await usedSets(db.read, stopping)
    if (stopping.aborted) return 0
    const dropped = await db.write(async (tx) => {
      if (writesSeen(tx) !== before) return undefined
      // The highest stays: else its number would be given to another set, and whoever knows it by heart would be wrong.
      const unused = rawColumn<number>(tx, allButHighest).filter((one) => !used.has(one))
      rawRun(tx, 'DELETE FROM facet_set WHERE n IN (SELECT value FROM json_each(?))', JSON.stringify(unused))
      return unused.length
    })
    if (dropped !== undefined) return dropped
  }
  return 0
}

const allButHighest = 'SELECT n FROM facet_set WHERE n < (SELECT max(n) FROM facet_set)'

// Of this connection, and of others: both together change with whatever is written anywhere.
const writesSeen = (tx: Reader): string =>
  JSON.stringify([rawAll(tx, 'SELECT total_changes() AS own'), rawAll(tx, 'PRAGMA data_version')])

async function usedSets(reader: Reader, stopping: AbortSignal): Promise<Set<number>> {
  const used = new Set<number>()
  for (let last = -1; !stopping.aborted; ) {
    const spots = rawColumn<number>(
      reader,
      'SELECT spot FROM user_entry WHERE spot > ? ORDER BY spot LIMIT ?',
      BigInt(last),
      slice,
    )
    for (const spot of spots) used.add(spot % setRoom)
    if (spots.length < slice) return used
    last = spots.at(-1) ?? last
    await breathe()
  }
  return used
}
