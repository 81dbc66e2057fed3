import { and, asc, desc, eq, gt, inArray, isNotNull, max, min, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { SyncRow, SyncRun } from './runs.table.ts'
import { syncRows, syncRuns } from './runs.table.ts'

export type { Counts, SyncRow, SyncRun } from './runs.table.ts'

const run = sql.placeholder('run')
const byId = prepared((db) => db.select().from(syncRuns).where(eq(syncRuns.id, run)).prepare())
export const runNumbered = async (reader: Reader, id: number): Promise<SyncRun | undefined> =>
  (await byId(reader).execute({ run: id }))[0]

const stopping = prepared((db) => db.select({ stopping: syncRuns.stopping }).from(syncRuns).where(eq(syncRuns.id, run)).prepare())
/** Whether somebody asked a run to stop. */
export const isStopping = async (reader: Reader, id: number): Promise<boolean> =>
  (await stopping(reader).execute({ run: id }))[0]?.stopping ?? true

/** The run to be worked on next: one that broke off before the waiting ones, each in the order of their coming. */
export async function nextRun(reader: Reader): Promise<SyncRun | undefined> {
  const [found] = await reader
    .select()
    .from(syncRuns)
    .where(inArray(syncRuns.state, ['reading', 'applying', 'waiting', 'planned']))
    .orderBy(sql`${syncRuns.state} in ('reading', 'applying') desc`, asc(syncRuns.id))
    .limit(1)
  return found
}

export async function isBeingWorkedOn(reader: Reader, profileId: number): Promise<boolean> {
  const found = await reader
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(and(eq(syncRuns.profileId, profileId), inArray(syncRuns.state, ['reading', 'applying', 'waiting', 'planned'])))
    .limit(1)
  return found.length > 0
}

export type SameFile = Pick<SyncRun, 'profileId' | 'action' | 'dryRun' | 'full'> & { fileHash: string }
/** A run with the same file that broke off while it was worked on. */
export async function brokenOff(reader: Reader, same: SameFile): Promise<SyncRun | undefined> {
  const [found] = await reader
    .select()
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.profileId, same.profileId ?? 0),
        eq(syncRuns.fileHash, same.fileHash),
        eq(syncRuns.action, same.action),
        eq(syncRuns.dryRun, same.dryRun),
        eq(syncRuns.full, same.full),
        inArray(syncRuns.state, ['reading', 'applying']),
      ),
    )
    .limit(1)
  return found
}

/** A run begun since an instant with the very same bytes, whatever came of it. */
export async function runSince(reader: Reader, profileId: number, fileHash: string, since: number): Promise<number | undefined> {
  const [found] = await reader
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(and(eq(syncRuns.profileId, profileId), eq(syncRuns.fileHash, fileHash), gt(syncRuns.createdAt, since - 1)))
    .orderBy(desc(syncRuns.id))
    .limit(1)
  return found?.id
}

/** The run that takes another back and really does it, if there is one. */
export async function undoneBy(reader: Reader, id: number): Promise<SyncRun | undefined> {
  const [found] = await reader
    .select()
    .from(syncRuns)
    .where(and(eq(syncRuns.undoes, id), isNotNull(syncRuns.undoes), eq(syncRuns.dryRun, false)))
    .orderBy(desc(syncRuns.id))
    .limit(1)
  return found
}

/** Between which numbers the rows of a run lie, both left out: those of others are not to be looked through. */
export async function boundsOf(reader: Reader, id: number): Promise<{ after: number; until: number }> {
  const [found] = await reader
    .select({ first: min(syncRows.id), last: max(syncRows.id) })
    .from(syncRows)
    .where(eq(syncRows.runId, id))
  return { after: (found?.first ?? 1) - 1, until: (found?.last ?? 0) + 1 }
}

const [after, until] = [sql.placeholder('after'), sql.placeholder('until')]
// By their own numbers: the rows of a run lie together, and their order is that in which they are carried out.
const rowsBetween = prepared((db) =>
  db
    .select()
    .from(syncRows)
    .where(and(gt(syncRows.id, after), sql`${syncRows.id} < ${until}`, sql`+${syncRows.runId} = ${run}`))
    .orderBy(asc(syncRows.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)
export type Span = { run: number; after: number; until: number; limit: number }
/** Rows of a run, in the order in which they were planned. */
export const rowsOf = async (reader: Reader, span: Span): Promise<SyncRow[]> => rowsBetween(reader).execute(span)

const rowsBefore = prepared((db) =>
  db
    .select()
    .from(syncRows)
    .where(and(sql`${syncRows.id} < ${until}`, sql`${syncRows.id} > ${after}`, sql`+${syncRows.runId} = ${run}`))
    .orderBy(desc(syncRows.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)
/** The same from the end. */
export const rowsBackwards = async (reader: Reader, span: Span): Promise<SyncRow[]> => rowsBefore(reader).execute(span)

const byKey = prepared((db) =>
  db
    .select({ position: syncRows.position, does: syncRows.does, name: syncRows.name })
    .from(syncRows)
    .where(and(eq(syncRows.runId, run), sql`${syncRows.key} in (select value from json_each(${sql.placeholder('keys')}))`))
    .orderBy(asc(syncRows.id))
    .limit(1)
    .prepare(),
)
/** The first row of a run about somebody whom the file calls so. */
export const rowOfKey = async (reader: Reader, id: number, key: string) => {
  // As it was written, or in the letter case of most files.
  const keys = JSON.stringify([key, key.toLowerCase(), key.toUpperCase()])
  return (await byKey(reader).execute({ run: id, keys }))[0]
}

/** The newest runs, the newest first. */
export const latestRuns = async (reader: Reader, limit: number): Promise<SyncRun[]> =>
  reader.select().from(syncRuns).orderBy(desc(syncRuns.id)).limit(limit)
