import { code, id, index, ref, table, text } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const identifiers = table(
  'identifiers',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: code().notNull(),
    value: text().notNull(),
    /** The value as it is compared: letter case folded. */
    valueKey: text().notNull(),
    note: text(),
    status: code().notNull(),
    origin: code().notNull(),
  },
  (row) => [index('identifiers_user').on(row.userId), index('identifiers_value_key').on(row.valueKey)],
)
