import { sql } from 'drizzle-orm'
import { check, code, day, id, index, instant, ref, table, text } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

export const blocks = table(
  'blocks',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: code().notNull(),
    description: code(),
    status: code().notNull().default('ACTIVE'),
    expiryDate: day(),
    note: text(),
    /** The library whose block it is; null: the institution's. */
    ownerLibrary: code(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    origin: code().notNull(),
  },
  (row) => [index('blocks_user').on(row.userId), check('blocks_status', sql`${row.status} IN ('ACTIVE', 'INACTIVE')`)],
)
