import { asc, inArray, lt } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { signIns } from './sign-in.table.ts'

/** Deletes the oldest tries to sign in before an instant, no more than `limit`. Answers how many it deleted. */
export async function forgetSignInsBefore(
  tx: Tx,
  actor: { must(permission: 'run the system'): void },
  instant: number,
  limit: number,
): Promise<number> {
  actor.must('run the system')
  const oldest = tx.select({ id: signIns.id }).from(signIns).where(lt(signIns.at, instant)).orderBy(asc(signIns.at)).limit(limit)
  const gone = await tx.delete(signIns).where(inArray(signIns.id, oldest)).returning({ id: signIns.id })
  return gone.length
}
