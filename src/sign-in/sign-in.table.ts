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

/** What was typed into a form whose session had ended, until its own author signs in again. No secrets. */
export const keptPosts = table(
  'kept_posts',
  {
    id: text().primaryKey(),
    url: text().notNull(),
    fields: json<Record<string, string | string[]>>().notNull(),
    token: text().notNull(),
    at: instant().notNull(),
  },
  (row) => [index('kept_posts_at').on(row.at)],
)
