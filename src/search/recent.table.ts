import { index, instant, primaryKey, ref, table } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'

/** The users whom a person opened last. */
export const recentUsers = table(
  'recent_users',
  {
    personId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.userId] }), index('recent_users_user').on(row.userId)],
)
