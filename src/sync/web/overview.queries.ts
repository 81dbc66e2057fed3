import { and, asc, desc, eq, inArray, lt, max, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { SyncProfile } from '../profiles.table.ts'
import { syncProfiles } from '../profiles.table.ts'
import type { SyncRun } from '../runs.table.ts'
import { syncRuns } from '../runs.table.ts'

export type { CsvColumn, SyncProfile } from '../profiles.table.ts'
export type { Counts, SyncRun } from '../runs.table.ts'

export const runsOnPage = 20
export const runsInPlot = 30

/** Every profile by its name. */
export const everyProfile = async (reader: Reader): Promise<SyncProfile[]> =>
  reader.select().from(syncProfiles).orderBy(asc(syncProfiles.name), asc(syncProfiles.id))

export async function profileNumbered(reader: Reader, id: number): Promise<SyncProfile | undefined> {
  const [found] = await reader.select().from(syncProfiles).where(eq(syncProfiles.id, id))
  return found
}

export async function runNumbered(reader: Reader, id: number): Promise<SyncRun | undefined> {
  const [found] = await reader.select().from(syncRuns).where(eq(syncRuns.id, id))
  return found
}

type Asked = { before?: number | undefined; profileId?: number | undefined }

/** The last runs, the newest first, and one more than a page holds where there are older ones. */
export const lastRuns = async (reader: Reader, { before, profileId }: Asked): Promise<SyncRun[]> =>
  reader
    .select()
    .from(syncRuns)
    .where(
      and(
        before === undefined ? undefined : lt(syncRuns.id, before),
        profileId === undefined ? undefined : eq(syncRuns.profileId, profileId),
      ),
    )
    .orderBy(desc(syncRuns.id))
    .limit(runsOnPage + 1)

/** The newest run of each profile. */
export async function newestRuns(reader: Reader): Promise<Map<number, SyncRun>> {
  const newest = reader
    .select({ id: max(syncRuns.id) })
    .from(syncRuns)
    .where(sql`${syncRuns.profileId} is not null`)
    .groupBy(syncRuns.profileId)
  const rows = await reader.select().from(syncRuns).where(inArray(syncRuns.id, newest))
  return new Map(rows.map((run) => [Number(run.profileId), run]))
}

/** The last runs of a profile that changed anybody, in the order in which they ran. */
export async function runsToPlot(reader: Reader, profileId: number): Promise<SyncRun[]> {
  const rows = await reader
    .select()
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.profileId, profileId),
        eq(syncRuns.dryRun, false),
        inArray(syncRuns.action, ['synchronise', 'import']),
        inArray(syncRuns.state, ['finished', 'stopped']),
      ),
    )
    .orderBy(desc(syncRuns.id))
    .limit(runsInPlot)
  return rows.reverse()
}

/** A run that takes another back, if there is one. */
export async function undoOf(reader: Reader, id: number): Promise<SyncRun | undefined> {
  const [found] = await reader.select().from(syncRuns).where(eq(syncRuns.undoes, id)).orderBy(desc(syncRuns.id)).limit(1)
  return found
}
