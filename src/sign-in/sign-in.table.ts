import { sql } from 'drizzle-orm'
import { code, count, flag, id, index, instant, json, ref, table, text } from '#platform/db/columns.ts'
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
  /** Failures since the last sign-in, which the person is told of at the next one. */
  failedSince: count().notNull().default(0),
  lastFailureAt: instant(),
  lastSignInAt: instant(),
})

export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: ref().references(() => users.id, { onDelete: 'cascade' }),
    data: json<Record<string, unknown>>().notNull(),
    seenAt: instant().notNull(),
    startedAt: instant(),
    /** The browser, as it calls itself, and the address that it came from. */
    agent: text(),
    address: text(),
  },
  (row) => [index('sessions_user').on(row.userId), index('sessions_seen').on(row.seenAt)],
)

/** Every try to sign in. Whoever was not recognised is not written down: people type passwords there by mistake. */
export const signIns = table(
  'sign_ins',
  {
    id: id(),
    at: instant().notNull(),
    userId: ref().references(() => users.id, { onDelete: 'cascade' }),
    outcome: code().notNull(),
    address: text(),
  },
  (row) => [index('sign_ins_at').on(row.at), index('sign_ins_user').on(row.userId).where(sql`${row.userId} is not null`)],
)

/** Links by which a password is set once, without the old one. Only a digest of the token is kept. */
export const resetLinks = table(
  'reset_links',
  {
    id: text().primaryKey(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    madeBy: text().notNull(),
    madeAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (row) => [index('reset_links_user').on(row.userId)],
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
