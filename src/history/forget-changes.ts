import { asc, inArray, lt } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { changes } from './changes.table.ts'

/** Deletes the oldest changes before one of a number, no more than `limit`. Answers how many it deleted. */
export async function forgetChangesBefore(
  tx: Tx,
  actor: { must(permission: 'run the system'): void },
  id: number,
  limit: number,
): Promise<number> {
  actor.must('run the system')
  const oldest = tx.select({ id: changes.id }).from(changes).where(lt(changes.id, id)).orderBy(asc(changes.id)).limit(limit)
  const gone = await tx.delete(changes).where(inArray(changes.id, oldest)).returning({ id: changes.id })
  return gone.length
}
