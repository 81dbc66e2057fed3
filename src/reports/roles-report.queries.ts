import type { SQL } from 'drizzle-orm'
import { and, count, desc, eq, gte, inArray, isNull, lt, lte, or } from 'drizzle-orm'
import { addDays } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { permittingRoles } from '#roles/roles.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import type { RolesFilter } from './roles-filter.ts'

export const pageSize = 50
export type HeldByUser = { held: typeof userRoles.$inferSelect; user: typeof users.$inferSelect }

const standing = (today: string) => or(isNull(userRoles.expiryDate), gte(userRoles.expiryDate, today))

function wanted({ role, scope, status, within }: RolesFilter, today: string): SQL | undefined {
  const states: Record<string, SQL | undefined> = {
    counts: and(eq(userRoles.status, 'ACTIVE'), standing(today)),
    expired: and(eq(userRoles.status, 'ACTIVE'), lt(userRoles.expiryDate, today)),
    inactive: eq(userRoles.status, 'INACTIVE'),
  }
  const soon = within && and(gte(userRoles.expiryDate, today), lte(userRoles.expiryDate, addDays(today, within)), states.counts)
  return and(
    isNull(users.binnedAt),
    role === 'all' ? undefined : role === '' ? inArray(userRoles.role, [...permittingRoles]) : eq(userRoles.role, Number(role)),
    scope === '' ? undefined : eq(userRoles.scope, scope),
    states[status],
    soon || undefined,
  )
}

/** One page of the roles that a filter finds, those given last first, and how many there are. */
export async function rolesHeld(
  reader: Reader,
  filter: RolesFilter,
  today: string,
): Promise<{ rows: HeldByUser[]; total: number }> {
  const where = wanted(filter, today)
  const [counted] = await reader
    .select({ n: count() })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(where)
  const rows = await reader
    .select({ held: userRoles, user: users })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(where)
    .orderBy(desc(userRoles.id))
    .limit(pageSize)
    .offset((filter.page - 1) * pageSize)
  return { rows, total: counted?.n ?? 0 }
}
