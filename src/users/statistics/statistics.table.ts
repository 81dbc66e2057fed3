import { code, id, index, ref, table, text } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const statistics = table(
  'statistics',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    category: code().notNull(),
    note: text(),
    origin: code().notNull(),
  },
  (row) => [index('statistics_user').on(row.userId)],
)
