import { code, day, id, index, instant, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

/** Who may act for whom: `userId` is the proxy, on whose record the row stands, `forUserId` the sponsor. */
export const proxies = table(
  'proxies',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    forUserId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiryDate: day(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    origin: code().notNull(),
  },
  (row) => [uniqueIndex('proxies_once').on(row.userId, row.forUserId), index('proxies_for').on(row.forUserId)],
)
