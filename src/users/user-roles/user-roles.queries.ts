import { asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { userRoles } from './user-roles.table.ts'

const byUser = prepared((db) =>
  db
    .select()
    .from(userRoles)
    .where(eq(userRoles.userId, sql.placeholder('userId')))
    .orderBy(asc(userRoles.id))
    .prepare(),
)

/** The roles on a user's record, ended ones too, in the order in which they were given. */
export const userRolesOf = (reader: Reader, userId: number) => byUser(reader).execute({ userId })
