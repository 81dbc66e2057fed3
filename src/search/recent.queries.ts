import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { users } from '#users/users.table.ts'
import { recentUsers } from './recent.table.ts'

/** How many users are remembered for each person. */
export const recentKept = 10

/** The users whom a person opened last, the latest first. */
export async function recentOf(reader: Reader, personId: number) {
  const rows = await reader
    .select({ user: users })
    .from(recentUsers)
    .innerJoin(users, eq(users.id, recentUsers.userId))
    .where(and(eq(recentUsers.personId, personId), isNull(users.binnedAt)))
    .orderBy(desc(recentUsers.at), desc(recentUsers.userId))
    .limit(recentKept)
  return rows.map(({ user }) => user)
}

/** Those of the users of some notes who are still there. */
export async function standing(reader: Reader, notes: { personId: number; userId: number }[]): Promise<Set<number>> {
  const ids = [...new Set(notes.flatMap(({ personId, userId }) => [personId, userId]))]
  const rows = await reader.select({ id: users.id }).from(users).where(inList(users.id, ids))
  return new Set(rows.map(({ id }) => id))
}
