import { code, id, instant, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from './users.table.ts'

/** A field of an external user that somebody changed by hand. Where it is protected, the value stays. */
export const fieldLocks = table(
  'field_locks',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    field: code().notNull(),
    lockedBy: text().notNull(),
    lockedAt: instant().notNull(),
    /** What the source says, as far as it was heard. */
    sourceValue: json<string | string[] | null>(),
  },
  (row) => [uniqueIndex('field_locks_user').on(row.userId, row.field)],
)
export type FieldLock = typeof fieldLocks.$inferSelect
