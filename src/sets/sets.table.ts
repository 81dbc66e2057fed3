import { sql } from 'drizzle-orm'
import { code, count, flag, id, index, instant, json, primaryKey, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'
import type { Missed } from './list-lines.ts'

/** Users to whom people come back: a search that is always asked anew, or a list of users that stays as it is. */
export const sets = table(
  'sets',
  {
    id: id(),
    name: text().notNull(),
    description: text().notNull(),
    /** `live`: whoever the search finds now. `fixed`: those in `set_members`. `filling`, `removing`: on its way, nobody’s to see. */
    kind: code().notNull(),
    /** The search of a live set, as it stands in an address after the question mark. */
    search: text(),
    /** Everybody who may make sets sees it; else only its owner does. */
    shared: flag().notNull(),
    /** Whose it is. A shared set outlives its owner, a private one does not. */
    ownerId: ref().references(() => users.id, { onDelete: 'set null' }),
    ownerName: text().notNull(),
    /** How many users a fixed set has. */
    size: count().notNull(),
    /** The lines of the list it was made from that named nobody. */
    missed: json<Missed[]>(),
    version: count().notNull(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [
    uniqueIndex('sets_owner_name').on(row.ownerId, sql`name collate nocase`),
    index('sets_shared').on(row.shared).where(sql`shared = 1`),
  ],
)
export type UserSet = typeof sets.$inferSelect

/** The users of fixed sets. */
export const setMembers = table(
  'set_members',
  {
    setId: ref()
      .notNull()
      .references(() => sets.id, { onDelete: 'cascade' }),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (row) => [primaryKey({ columns: [row.setId, row.userId] }), index('set_members_user').on(row.userId)],
)
