import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { attempt } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { carryOutRow } from './apply-row.ts'
import type { Room } from './room.ts'
import { runActor, Stopped } from './room.ts'
import { boundsOf, isStopping, rowsOf } from './runs.queries.ts'
import type { Counts, SyncRow, SyncRun } from './runs.table.ts'
import { syncRows, syncRuns } from './runs.table.ts'

const batch = 256

// While people use the app a slice holds them up no longer than they notice; alone, longer ones cost less.
const slices = { beside: { milliseconds: 10, groups: 64 }, alone: { milliseconds: 400, groups: 1024 } }

/** Carries out what a run planned, from where it had come to. What is done is done for good with each slice. */
export async function applyRun(room: Room, run: SyncRun, signal: AbortSignal): Promise<Counts> {
  const { db, clock, yieldTo } = room
  const actor = runActor(run, clock)
  let applied = run.doneUntil === 0 ? begun(run) : { ...run.applied }
  let waiting: SyncRow[][] = []
  const write = async () => {
    if (signal.aborted || (await isStopping(db.read, run.id))) throw new Stopped()
    const began = performance.now()
    const isBeside = yieldTo?.() ?? false
    const until = began + slices[isBeside ? 'beside' : 'alone'].milliseconds
    const slice = { actor, run, groups: waiting, applied, until }
    const written = await db
      .write((tx) => writeSlice(tx, slice, false))
      .catch((error) => {
        if (!(error instanceof Spoken)) throw error
        return db.write((tx) => writeSlice(tx, slice, true))
      })
    applied = written.applied
    waiting = waiting.slice(written.groups)
    await (isBeside ? wait(performance.now() - began) : breathe())
  }
  for await (const group of groupsOf(room, run)) {
    waiting.push(group)
    if (waiting.length >= slices[yieldTo?.() ? 'beside' : 'alone'].groups) await write()
  }
  while (waiting.length > 0) await write()
  return applied
}

type Slice = { actor: Actor; run: SyncRun; groups: SyncRow[][]; applied: Counts; until: number }
/**
 * Carries out as many rows as the time allows. Taking one row back alone costs as much as writing it, and hardly any must
 * be: the slice is tried without, and again with care where a row of it could not be written.
 */
async function writeSlice(tx: Tx, { actor, run, groups, applied, until }: Slice, isCareful: boolean) {
  let counts = applied
  let n = 0
  for (const rows of groups) {
    const outcome = isCareful
      ? await carryOut(tx, actor, run, rows)
      : await carryOutRow(tx, actor, run, rows).then(() => 'done' as const)
    counts = counted(counts, rows, outcome)
    n += 1
    if (performance.now() > until) break
  }
  await keepPlace(tx).execute({ run: run.id, doneUntil: groups[n - 1]?.at(-1)?.id ?? 0, applied: counts })
  return { applied: counts, groups: n }
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
async function* groupsOf({ db }: Room, run: SyncRun): AsyncGenerator<SyncRow[]> {
  const bounds = await boundsOf(db.read, run.id)
  let group: SyncRow[] = []
  for (let after = Math.max(run.doneUntil, bounds.after); ; ) {
    const rows = await rowsOf(db.read, { run: run.id, after, until: bounds.until, limit: batch })
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
