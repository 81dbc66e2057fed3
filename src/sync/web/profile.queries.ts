import { and, count, eq, isNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { users } from '#users/users.table.ts'

/** How many users come from a source. */
export async function usersOfSource(reader: Reader, source: string): Promise<number> {
  const [found] = await reader
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.accountType, 'EXTERNAL'), eq(users.source, source), isNull(users.binnedAt)))
  return found?.n ?? 0
}
