import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { permittingRoles } from '#roles/roles.ts'
import { credentials } from '#sign-in/sign-in.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'

export const mostLeavers = 200
export type Leaver = { id: number; lastSignInAt: number | null }

// Whoever never signed in counts from the day on which the last right was given: a colleague of this morning has not left.
const lastSeen = sql<number>`coalesce(${credentials.lastSignInAt}, max(${userRoles.grantedAt}), ${users.createdAt})`

/** Staff who have not signed in since an instant, the longest first, at most as many as a page shows. */
export async function staffNotSeen(reader: Reader, since: number, today: string): Promise<{ found: Leaver[]; more: boolean }> {
  const found = await reader
    .select({ id: users.id, lastSignInAt: credentials.lastSignInAt })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        inArray(userRoles.role, [...permittingRoles]),
        eq(userRoles.status, 'ACTIVE'),
        isNull(users.binnedAt),
        or(isNull(userRoles.expiryDate), gte(userRoles.expiryDate, today)),
      ),
    )
    .groupBy(users.id)
    .having(sql`${lastSeen} < ${since}`)
    .orderBy(asc(lastSeen), asc(users.id))
    .limit(mostLeavers + 1)
  return { found: found.slice(0, mostLeavers), more: found.length > mostLeavers }
}
