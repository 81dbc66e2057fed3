import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { quickly } from '#platform/db/quickly.ts'
import { syncSeen, syncStates } from './states.table.ts'

type State = Omit<typeof syncStates.$inferSelect, 'absentRunId'>
const put = quickly<State>((db) =>
  db
    .insert(syncStates)
    .values({
      userId: sql.placeholder('userId'),
      profileCode: sql.placeholder('profileCode'),
      hash: sql.placeholder('hash'),
      version: sql.placeholder('version'),
      runId: sql.placeholder('runId'),
      absentRunId: null,
    })
    .onConflictDoUpdate({
      target: syncStates.userId,
      set: {
        profileCode: sql`excluded.profile_code`,
        hash: sql`excluded.hash`,
        version: sql`excluded.version`,
        runId: sql`excluded.run_id`,
        absentRunId: null,
      },
    }),
)

/** Keeps what the source's record looked like when it was taken over, and the version that it led to. */
export const putState = async (tx: Tx, state: State): Promise<void> => void put(tx, state)

/** Remembers that a run found somebody missing. What the source last said is compared anew when it says it again. */
export async function putAbsent(tx: Tx, absent: { userId: number; profileCode: string; runId: number }): Promise<void> {
  await tx
    .insert(syncStates)
    .values({ ...absent, hash: '', version: 0, absentRunId: absent.runId })
    .onConflictDoUpdate({ target: syncStates.userId, set: { runId: absent.runId, absentRunId: absent.runId } })
}

/** Forgets what is known of a user, who is compared anew in the next run. */
export const dropState = async (tx: Tx, userId: number): Promise<void> =>
  void (await tx.delete(syncStates).where(eq(syncStates.userId, userId)))

const mostSeen = 30

/** Keeps whom a run met, for as many runs of a profile as are looked back upon. */
export async function putSeen(tx: Tx, seen: { runId: number; profileCode: string; users: string }): Promise<void> {
  const { users } = seen
  await tx.insert(syncSeen).values(seen).onConflictDoUpdate({ target: syncSeen.runId, set: { users } })
  const old = await tx
    .select({ runId: syncSeen.runId })
    .from(syncSeen)
    .where(eq(syncSeen.profileCode, seen.profileCode))
    .orderBy(desc(syncSeen.runId))
    .limit(1000)
    .offset(mostSeen)
  if (old.length > 0)
    await tx.delete(syncSeen).where(
      inList(
        syncSeen.runId,
        old.map(({ runId }) => runId),
      ),
    )
}
