import { instant, ref, table, text } from '#platform/db/columns.ts'

/** Numbers of users who were erased: kept, so that a restored backup does not bring them back. */
export const erasedUsers = table('erased_users', {
  userId: ref().primaryKey(),
  erasedAt: instant().notNull(),
  erasedBy: text().notNull(),
})
