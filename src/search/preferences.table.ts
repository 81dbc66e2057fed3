import { count, json, ref, table } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'

/** How a person likes lists of users: which columns, in which order, and how many rows. */
export const resultPreferences = table('result_preferences', {
  personId: ref()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  columns: json<string[]>().notNull(),
  pageSize: count().notNull(),
})
