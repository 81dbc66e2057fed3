import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { attempt } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { Stopped } from '#platform/jobs/runner.ts'
import { Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { isStopping, rowsToDo } from './bulk.queries.ts'
import type { BulkChange, BulkRow } from './bulk.table.ts'
import { bulkChanges } from './bulk.table.ts'
import type { BulkCounts } from './bulk-plan.ts'
import { noteDone, noteSkipped } from './bulk-rows.ts'
import { doToUser } from './one-user.ts'
import type { Room } from './room.ts'
import { actorOf } from './room.ts'
import { makeWay, sliceOf } from './slices.ts'

const batch = 256

/** Carries out what a change planned, from where it had come to. What is done is done for good with each slice. */
export async function applyChange(room: Room, change: BulkChange, signal: AbortSignal): Promise<BulkCounts> {
  const { db } = room
  let place: Place = { doneUntil: change.doneUntil, applied: change.applied }
  for (;;) {
    let rows = await rowsToDo(db.read, { change: change.id, after: place.doneUntil, limit: batch })
    if (rows.length === 0) return place.applied
    while (rows.length > 0) {
      if (signal.aborted || (await isStopping(db.read, change.id))) throw new Stopped()
      const written = await writeSlice(room, change, rows, place)
      place = written
      rows = rows.filter(({ id }) => id > written.doneUntil)
      await makeWay(room)
    }
  }
}

type Place = { doneUntil: number; applied: BulkCounts }

const writeSlice = (room: Room, change: BulkChange, rows: BulkRow[], { applied }: Place): Promise<Place> =>
  room.db.write(async (tx) => {
    const isOver = sliceOf(room)
    const actor = await actorOf(tx, change, room.clock)
    const counts = { ...applied }
    let doneUntil = 0
    for (const row of rows) {
      counts[await carryOut(tx, actor, change, row)] += 1
      doneUntil = row.id
      if (isOver()) break
    }
    await keepPlace(tx).execute({ change: change.id, doneUntil, applied: counts })
    return { doneUntil, applied: counts }
  })

async function carryOut(tx: Tx, actor: Actor, change: BulkChange, row: BulkRow): Promise<'done' | 'skipped'> {
  try {
    await attempt(tx, async () => {
      const { acts, version } = await doToUser(tx, { actor, change, userId: row.userId }, row.version)
      await noteDone(tx, row.id, { version, acts: acts.map(({ id }) => id) })
    })
    return 'done'
  } catch (error) {
    if (!(error instanceof Spoken)) throw error
    await noteSkipped(tx, row.id, error.message)
    return 'skipped'
  }
}

const keepPlace = prepared((db) =>
  db
    .update(bulkChanges)
    .set({ doneUntil: sql`${sql.placeholder('doneUntil')}`, applied: sql.placeholder('applied') as never })
    .where(eq(bulkChanges.id, sql.placeholder('change')))
    .prepare(),
)
