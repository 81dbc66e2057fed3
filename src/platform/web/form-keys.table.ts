import { instant, table, text } from '#platform/db/columns.ts'

/** Forms that were carried out: the same form sent again is answered, not carried out again. */
export const formKeys = table('form_keys', {
  key: text().primaryKey(),
  url: text().notNull(),
  message: text().notNull(),
  at: instant().notNull(),
})
