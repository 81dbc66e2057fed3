import { desc, eq } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
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
    .where(eq(recentUsers.personId, personId))
    .orderBy(desc(recentUsers.at), desc(recentUsers.userId))
    .limit(recentKept)
  return rows.map(({ user }) => user)
}
