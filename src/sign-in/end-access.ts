import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { credentials, resetLinks, sessions } from './sign-in.table.ts'

/** Ends every session of a person and every link to a new password. Rights are the caller's to ask for. */
export async function endAccess(tx: Tx, { id }: { id: number }): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, id))
  await tx.delete(resetLinks).where(eq(resetLinks.userId, id))
}

/** The same, and the password goes too: whoever signs in elsewhere from now on has none here. */
export async function endPassword(tx: Tx, user: { id: number }): Promise<boolean> {
  await endAccess(tx, user)
  const gone = await tx.delete(credentials).where(eq(credentials.userId, user.id)).returning({ userId: credentials.userId })
  return gone.length > 0
}
