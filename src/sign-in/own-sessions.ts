import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { sessions } from './sign-in.table.ts'

/** Ends one of a person's own sessions. False when it has ended already, or is somebody else's. No right is asked for. */
export async function endSession(tx: Tx, own: { userId: number; session: string }): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, own.session), eq(sessions.userId, own.userId)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends all of a person's own sessions but the one given. Answers how many. */
export async function endOtherSessions(tx: Tx, own: { userId: number; session: string }): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(and(ne(sessions.id, own.session), eq(sessions.userId, own.userId)))
    .returning({ id: sessions.id })
  return ended.length
}
