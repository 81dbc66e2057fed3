import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { attempt } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { carryOutRow } from './apply-row.ts'
import type { Room } from './room.ts'
import { runActor, Stopped } from './room.ts'
import { isStopping, lastRowOf, rowsOf } from './runs.queries.ts'
import type { Counts, SyncRow, SyncRun } from './runs.table.ts'
import { syncRows, syncRuns } from './runs.table.ts'

const batch = 64

/** Carries out what a run planned, from where it had come to. What is done is done for good with each slice. */
export async function applyRun(room: Room, run: SyncRun, signal: AbortSignal): Promise<Counts> {
  const { db, clock, yieldTo } = room
  const actor = runActor(run, clock)
  const applied = run.doneUntil === 0 ? begun(run) : { ...run.applied }
  const step = async (tx: Tx, rows: SyncRow[]) => {
    const outcome = await carryOut(tx, actor, run, rows)
    const last = rows.at(-1)?.id ?? 0
    const counts = counted(applied, rows, outcome)
    await keepPlace(tx).execute({ run: run.id, doneUntil: last, applied: counts })
    Object.assign(applied, counts)
  }
  await db.writeEach(groupsOf(room, run, signal), step, yieldTo ? { yieldTo } : {})
  return applied
}

// What needs no doing counts as done.
const begun = ({ counts }: SyncRun): Counts => ({ ...counts, created: 0, updated: 0, deactivated: 0, skipped: 0 })

const keepPlace = prepared((db) =>
  db
    .update(syncRuns)
    .set({ doneUntil: sql`${sql.placeholder('doneUntil')}`, applied: sql.placeholder('applied') as never })
    .where(eq(syncRuns.id, sql.placeholder('run')))
    .prepare(),
)

/** The rows that are still to be done, each by itself; those that exchange identifiers together. */
async function* groupsOf({ db }: Room, run: SyncRun, signal: AbortSignal): AsyncGenerator<SyncRow[]> {
  const until = await lastRowOf(db.read, run.id)
  let group: SyncRow[] = []
  for (let after = run.doneUntil; after < until; ) {
    if (signal.aborted || (await isStopping(db.read, run.id))) throw new Stopped()
    const rows = await rowsOf(db.read, { run: run.id, after, until, limit: batch })
    if (rows.length === 0) break
    for (const row of rows) {
      after = row.id
      if (row.state !== 'planned' || row.does === 'reject') continue
      if (group.length > 0 && knotOf(row) !== knotOf(group[0])) {
        yield group
        group = []
      }
      group.push(row)
      if (knotOf(row) === undefined) {
        yield group
        group = []
      }
    }
  }
  if (group.length > 0) yield group
}

const knotOf = (row: SyncRow | undefined): number | undefined => {
  if (row?.before && 'restored' in row.before) return row.before.knot
  return row?.plan && 'follow' in row.plan ? row.plan.knot : undefined
}

type Outcome = 'done' | 'skipped'

async function carryOut(tx: Tx, actor: Actor, run: SyncRun, rows: SyncRow[]): Promise<Outcome> {
  try {
    await attempt(tx, () => carryOutRow(tx, actor, run, rows))
    return 'done'
  } catch (error) {
    if (!(error instanceof Spoken)) throw error
    for (const { id } of rows)
      await tx.update(syncRows).set({ state: 'skipped', reason: error.message }).where(eq(syncRows.id, id))
    return 'skipped'
  }
}

const countOf: Record<string, keyof Counts> = {
  create: 'created',
  update: 'updated',
  deactivate: 'deactivated',
  'take back': 'updated',
  external: 'updated',
}
function counted(applied: Counts, rows: SyncRow[], outcome: Outcome): Counts {
  const counts = { ...applied }
  for (const { does } of rows) {
    const name = outcome === 'skipped' ? 'skipped' : countOf[does]
    if (name) counts[name] += 1
  }
  return counts
}
