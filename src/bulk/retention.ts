import { and, asc, inArray, lt } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { bulkChanges } from './bulk.table.ts'
import { dropRows } from './bulk-rows.ts'

const day = 24 * 60 * 60_000
const rowDays = 400
const ended = ['planned', 'finished', 'stopped', 'failed']

/** Removes the lists of users of old bulk changes: what they did stays in the history. Such a change is not undone any more. */
export async function forgetOldChanges({ db, clock, stopping }: { db: Db; clock: Clock; stopping?: AbortSignal }): Promise<void> {
  const old = await db.read
    .select({ id: bulkChanges.id })
    .from(bulkChanges)
    .where(and(inArray(bulkChanges.state, ended), lt(bulkChanges.createdAt, clock.now() - rowDays * day)))
    .orderBy(asc(bulkChanges.id))
    .limit(10_000)
  for (const { id } of old) {
    if (stopping?.aborted) return
    await dropRows({ db }, id)
  }
}
