import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'

export const usersAfter = (reader: Reader, id: number, limit: number): Promise<User[]> =>
  Promise.resolve(reader.select().from(users).where(gt(users.id, id)).orderBy(asc(users.id)).limit(limit))

/** The number of the last act so far. */
export async function lastAct(reader: Reader): Promise<number> {
  const [act] = await reader.select({ id: changes.id }).from(changes).orderBy(desc(changes.id)).limit(1)
  return act?.id ?? 0
}

/** Whether a user was changed after an act. */
export async function isChangedSince(reader: Reader, act: number, userId: number): Promise<boolean> {
  const found = await reader
    .select({ id: changes.id })
    .from(changes)
    .where(and(eq(changes.subject, 'user'), eq(changes.subjectId, userId), gt(changes.id, act)))
    .limit(1)
  return found.length > 0
}
