import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { users } from '#users/users.table.ts'
import type { SyncRow } from './runs.table.ts'
import { syncRows } from './runs.table.ts'
import { syncSeen, syncStates } from './states.table.ts'

export type SyncState = typeof syncStates.$inferSelect

const state = prepared((db) =>
  db
    .select()
    .from(syncStates)
    .where(eq(syncStates.userId, sql.placeholder('user')))
    .prepare(),
)
export const stateOf = async (reader: Reader, userId: number): Promise<SyncState | undefined> =>
  (await state(reader).execute({ user: userId }))[0]

const unchanged = prepared((db) =>
  db
    .select({ hash: syncStates.hash, userId: syncStates.userId })
    .from(syncStates)
    .innerJoin(users, and(eq(users.id, syncStates.userId), eq(users.version, syncStates.version), isNull(users.binnedAt)))
    .where(
      and(
        sql`${syncStates.hash} in (select value from json_each(${sql.placeholder('hashes')}))`,
        eq(syncStates.profileCode, sql.placeholder('code')),
        eq(users.accountType, 'EXTERNAL'),
      ),
    )
    .prepare(),
)
/** Those of some hashes that were taken over before, into users to whom nobody wrote since. */
export async function unchangedAmong(reader: Reader, code: string, hashes: string[]): Promise<Map<string, number>> {
  const rows = await unchanged(reader).execute({ code, hashes: JSON.stringify(hashes) })
  return new Map(rows.map(({ hash, userId }) => [hash, userId]))
}

const byIdentifier = prepared((db) =>
  db
    .select({ userId: identifiers.userId })
    .from(identifiers)
    .where(and(eq(identifiers.valueKey, sql.placeholder('value')), eq(identifiers.type, sql.placeholder('type'))))
    .limit(1)
    .prepare(),
)
/** The user who has an identifier of a type, active or not. */
export const holderByType = async (reader: Reader, type: string, value: string): Promise<number | undefined> =>
  (await byIdentifier(reader).execute({ type, value }))[0]?.userId

const ofSource = (code: string) => and(eq(users.source, code), eq(users.accountType, 'EXTERNAL'), isNull(users.binnedAt))

/** How many people come from a source. */
export async function knownOfSource(reader: Reader, code: string): Promise<number> {
  const [found] = await reader.select({ n: sql<number>`count(*)` }).from(users).where(ofSource(code))
  return found?.n ?? 0
}

/** Active people of a source, some at a time by their numbers. */
export const activeOfSource = async (reader: Reader, code: string, after: number, limit: number) =>
  reader
    .select({ id: users.id })
    .from(users)
    .where(and(ofSource(code), eq(users.status, 'ACTIVE'), gt(users.id, after)))
    .orderBy(asc(users.id))
    .limit(limit)

/** The users whom a run made, some at a time. */
export const createdIn = async (
  reader: Reader,
  run: number,
  after: number,
  limit: number,
): Promise<Pick<SyncRow, 'id' | 'userId'>[]> =>
  reader
    .select({ id: syncRows.id, userId: syncRows.userId })
    .from(syncRows)
    .where(and(eq(syncRows.runId, run), eq(syncRows.does, 'create'), eq(syncRows.state, 'done'), gt(syncRows.id, after)))
    .orderBy(asc(syncRows.id))
    .limit(limit)

/** Whom a run met, packed. */
export async function seenIn(reader: Reader, run: number): Promise<string | undefined> {
  const [found] = await reader.select({ users: syncSeen.users }).from(syncSeen).where(eq(syncSeen.runId, run))
  return found?.users
}
