import { count, flag, index, instant, json, ref, table, text } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'

export const credentials = table('credentials', {
  userId: ref()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  passwordHash: text().notNull(),
  mustChange: flag().notNull().default(false),
  setAt: instant().notNull(),
  failures: count().notNull().default(0),
  lockedUntil: instant(),
})

export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: ref().references(() => users.id, { onDelete: 'cascade' }),
    data: json<Record<string, unknown>>().notNull(),
    seenAt: instant().notNull(),
  },
  (row) => [index('sessions_user').on(row.userId), index('sessions_seen').on(row.seenAt)],
)

/** What a person who signs in chose for themselves. */
export const preferences = table('preferences', {
  userId: ref()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  shortcuts: flag().notNull(),
})
