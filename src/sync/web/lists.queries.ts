import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, countDistinct, desc, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import { hasBit, unpackBits } from '#platform/bits.ts'
import type { Reader } from '#platform/db/database.ts'
import { users } from '#users/users.table.ts'
import type { SyncRun } from '../runs.table.ts'
import { syncRows, syncRuns } from '../runs.table.ts'
import { syncSeen } from '../states.table.ts'

export const onPage = 50
const sliceSize = 5000
const mostSlices = 40
/** How many internal people are made external at once. */
export const mostAtOnce = 100_000

const person = {
  id: users.id,
  primaryId: users.primaryId,
  firstName: users.firstName,
  middleName: users.middleName,
  lastName: users.lastName,
  prefFirstName: users.prefFirstName,
  prefMiddleName: users.prefMiddleName,
  prefLastName: users.prefLastName,
  title: users.title,
  status: users.status,
}

/** The last run of a profile that read a whole file. */
export async function lastRead(reader: Reader, profileId: number): Promise<SyncRun | undefined> {
  const [found] = await reader
    .select()
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.profileId, profileId),
        inArray(syncRuns.action, ['synchronise', 'import']),
        inArray(syncRuns.state, ['finished', 'stopped', 'applying', 'guarded', 'planned']),
      ),
    )
    .orderBy(desc(syncRuns.id))
    .limit(1)
  return found
}

/** Whom the last full runs of a source met: for each of them its bits, the newest first. */
export async function lastFull(reader: Reader, profileCode: string, count: number): Promise<{ id: number; bits: Uint8Array }[]> {
  const rows = await reader
    .select({ id: syncSeen.runId, packed: syncSeen.users })
    .from(syncSeen)
    .innerJoin(syncRuns, eq(syncRuns.id, syncSeen.runId))
    .where(
      and(
        eq(syncSeen.profileCode, profileCode),
        eq(syncRuns.full, true),
        eq(syncRuns.dryRun, false),
        eq(syncRuns.state, 'finished'),
      ),
    )
    .orderBy(desc(syncSeen.runId))
    .limit(count)
  return rows.map(({ id, packed }) => ({ id, bits: unpackBits(packed) }))
}

/** Users of a source whom none of these runs met, by their numbers; looked through in slices. */
export async function absentOf(reader: Reader, source: string, runs: { bits: Uint8Array }[], after: number) {
  const isMet = (id: number) => runs.some(({ bits }) => hasBit(bits, id))
  const found: number[] = []
  let from = after
  for (let slice = 0; slice < mostSlices; slice += 1) {
    const rows = await reader
      .select({ id: users.id })
      .from(users)
      .where(and(gt(users.id, from), eq(users.source, source), eq(users.accountType, 'EXTERNAL'), isNull(users.binnedAt)))
      .orderBy(asc(users.id))
      .limit(sliceSize)
    found.push(...rows.map(({ id }) => id).filter((id) => !isMet(id)))
    from = rows.at(-1)?.id ?? from
    if (found.length > onPage || rows.length < sliceSize) {
      const shown = found.slice(0, onPage)
      return { people: await peopleOf(reader, shown), next: found.length > onPage ? shown.at(-1) : undefined }
    }
    await breathe()
  }
  return { people: await peopleOf(reader, found), next: from }
}

const peopleOf = async (reader: Reader, ids: number[]) =>
  ids.length === 0 ? [] : reader.select(person).from(users).where(inArray(users.id, ids)).orderBy(asc(users.id))

const internalIn = (run: number, after: number) =>
  and(
    eq(syncRows.runId, run),
    eq(syncRows.does, 'reject'),
    gt(syncRows.id, after),
    ne(users.accountType, 'EXTERNAL'),
    isNull(users.binnedAt),
  )

/** The library's own people whom a run met in its file, in the order of the file. */
export const internalMet = async (reader: Reader, run: number, after: number) =>
  reader
    .select({ ...person, row: syncRows.id, accountType: users.accountType })
    .from(syncRows)
    .innerJoin(users, eq(users.id, syncRows.userId))
    .where(internalIn(run, after))
    .orderBy(asc(syncRows.id))
    .limit(onPage + 1)

/** How many they are. */
export async function countInternalMet(reader: Reader, run: number): Promise<number> {
  const [found] = await reader
    .select({ n: countDistinct(users.id) })
    .from(syncRows)
    .innerJoin(users, eq(users.id, syncRows.userId))
    .where(internalIn(run, 0))
  return found?.n ?? 0
}

/** The numbers of all of them, once each. */
export async function everyInternalMet(reader: Reader, run: number): Promise<number[]> {
  const rows = await reader
    .selectDistinct({ id: users.id })
    .from(syncRows)
    .innerJoin(users, eq(users.id, syncRows.userId))
    .where(internalIn(run, 0))
    .limit(mostAtOnce)
  return rows.map(({ id }) => id)
}
