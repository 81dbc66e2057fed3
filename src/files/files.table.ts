import { sql } from 'drizzle-orm'
import { count, index, instant, table, text } from '#platform/db/columns.ts'

/** What is kept on disk, by the SHA-256 of its bytes: the same file of two people is kept once. */
export const files = table(
  'files',
  {
    hash: text().primaryKey(),
    /** In bytes. */
    size: count().notNull(),
    /** What the bytes are, as told by themselves. */
    mediaType: text().notNull(),
    createdAt: instant().notNull(),
    /** Since when nothing refers to it; it goes some time after. Null: something does. */
    unusedSince: instant(),
  },
  (row) => [index('files_unused').on(row.unusedSince).where(sql`${row.unusedSince} is not null`)],
)
