import { code, flag, id, index, instant, ref, table, text } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const notes = table(
  'notes',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: code().notNull(),
    text: text().notNull(),
    userViewable: flag().notNull(),
    popup: flag().notNull(),
    pinned: flag().notNull().default(false),
    /** The library whose note it is; null: the institution's. */
    ownerLibrary: code(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    origin: code().notNull(),
  },
  (row) => [index('notes_user').on(row.userId)],
)
