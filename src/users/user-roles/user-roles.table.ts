import { code, count, day, id, index, ref, table, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const userRoles = table(
  'user_roles',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: count().notNull(),
    scope: code().notNull(),
    status: code().notNull(),
    expiryDate: day(),
  },
  (row) => [uniqueIndex('user_roles_once').on(row.userId, row.role, row.scope), index('user_roles_role').on(row.role)],
)
