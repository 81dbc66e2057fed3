import { sql } from 'drizzle-orm'
import { code, count, flag, id, index, instant, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { sets } from '#sets/sets.table.ts'
import { users } from '#users/users.table.ts'
import type { BulkBefore, BulkCounts, BulkPlan, BulkTask } from './bulk-plan.ts'

/** One change of many users: what shall be done to whom, how far it has come; or the taking back of one. */
export const bulkChanges = table(
  'bulk_changes',
  {
    id: id(),
    /** `change`, `bin` (to the bin), `undo`. */
    action: code().notNull(),
    /** The set whose members it is for, and its name at that time. Without one, the users of `search`. */
    setId: ref().references(() => sets.id, { onDelete: 'set null' }),
    setName: text().notNull(),
    search: text(),
    tasks: json<BulkTask[]>().notNull(),
    /** `waiting`, `planning`, `planned`, `applying`, `finished`, `stopped`, `failed`. */
    state: code().notNull(),
    counts: json<BulkCounts>().notNull(),
    /** What was done of the plan. */
    applied: json<BulkCounts>().notNull(),
    /** The last row that was carried out: there it goes on after an interruption. */
    doneUntil: ref().notNull(),
    stopping: flag().notNull(),
    /** Why it failed or stopped; in words. */
    message: text(),
    /** By whose rights it is planned and applied. */
    startedById: ref().references(() => users.id, { onDelete: 'set null' }),
    startedBy: text().notNull(),
    door: code().notNull(),
    /** The change that this one takes back. */
    undoes: ref(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    plannedAt: instant(),
    endedAt: instant(),
  },
  (row) => [
    // One at a time, whoever started it.
    uniqueIndex('bulk_changes_working').on(sql`(1)`).where(sql`state IN ('planning', 'applying')`),
    index('bulk_changes_set').on(row.setId).where(sql`${row.setId} is not null`),
    index('bulk_changes_starter').on(row.startedById),
    index('bulk_changes_undoes').on(row.undoes).where(sql`undoes is not null`),
  ],
)
export type BulkChange = typeof bulkChanges.$inferSelect

/** What a change means to do to each user, and what came of it. */
export const bulkRows = table(
  'bulk_rows',
  {
    id: id(),
    changeId: ref()
      .notNull()
      .references(() => bulkChanges.id, { onDelete: 'cascade' }),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** `change`, `leave` (nothing to do, or a condition does not hold), `refuse` (somebody may not, or it cannot be). */
    does: code().notNull(),
    /** `planned`, `done`, `skipped`. */
    state: code().notNull(),
    /** The version of the user that the plan was made for; once done, the version that the row made. */
    version: count().notNull(),
    /** Before and after, field by field, as people read it. */
    plan: json<BulkPlan>(),
    /** Why not; in words. */
    reason: text(),
    /** What is needed to take the row back. */
    before: json<BulkBefore>(),
  },
  (row) => [index('bulk_rows_change').on(row.changeId, row.does, row.id), index('bulk_rows_user').on(row.userId)],
)
export type BulkRow = typeof bulkRows.$inferSelect
