import { files } from '#files/files.table.ts'
import { code, id, index, instant, ref, table, text } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const attachments = table(
  'attachments',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: text()
      .notNull()
      .references(() => files.hash),
    /** As it is offered for download: the last part of the name it came with. */
    name: text().notNull(),
    note: text(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    origin: code().notNull(),
  },
  (row) => [index('attachments_user').on(row.userId), index('attachments_hash').on(row.hash)],
)
