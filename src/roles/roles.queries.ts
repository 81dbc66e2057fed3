import { eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import type { HeldRole } from './rights.ts'

const held = prepared((db) =>
  db
    .select({
      role: userRoles.role,
      scope: userRoles.scope,
      status: userRoles.status,
      expiryDate: userRoles.expiryDate,
      parameters: userRoles.parameters,
    })
    .from(userRoles)
    .where(eq(userRoles.userId, sql.placeholder('userId')))
    .prepare(),
)

export const rolesHeldBy = (reader: Reader, userId: number): Promise<HeldRole[]> => held(reader).execute({ userId })
