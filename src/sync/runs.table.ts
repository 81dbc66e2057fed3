import { sql } from 'drizzle-orm'
import { code, count, flag, id, index, instant, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'
import { syncProfiles } from './profiles.table.ts'
import type { Before, RowPlan } from './row-plan.ts'

/** How many users of each outcome. `read` counts the users of the file, `kept` those of `unchanged` whom a lock kept. */
export type Counts = {
  read: number
  created: number
  updated: number
  unchanged: number
  kept: number
  rejected: number
  deactivated: number
  /** Left out when applied, because somebody had changed the record meanwhile. */
  skipped: number
}

/** One run: a file read and planned, then applied; or the taking back of one; or many made external. */
export const syncRuns = table(
  'sync_runs',
  {
    id: id(),
    profileId: ref().references(() => syncProfiles.id, { onDelete: 'set null' }),
    /** The profile's code when it ran. */
    profileCode: code().notNull(),
    /** `synchronise`, `import` (only people who are not there yet), `undo`, `external` (makes users external). */
    action: code().notNull(),
    /** `waiting`, `reading`, `planned`, `guarded`, `applying`, `finished`, `stopped`, `failed`. */
    state: code().notNull(),
    dryRun: flag().notNull(),
    full: flag().notNull(),
    /** The file's name as it came, and where it is kept, below the folder of runs. Null once it is removed. */
    fileName: text(),
    kept: text(),
    fileHash: text(),
    fileBytes: count().notNull(),
    /** How much of the file was read. */
    bytesRead: count().notNull(),
    counts: json<Counts>().notNull(),
    /** What was done of the plan. */
    applied: json<Counts>().notNull(),
    /** The last row of the plan that was carried out: there it goes on after an interruption. */
    doneUntil: ref().notNull(),
    /** Somebody asked it to stop. */
    stopping: flag().notNull(),
    /** Who let it go on although the guard had stopped it. */
    confirmedBy: text(),
    /** Why it failed, stopped or was guarded; in words. */
    message: text(),
    startedBy: text().notNull(),
    startedById: ref(),
    door: code().notNull(),
    /** The run that this one takes back. */
    undoes: ref(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    plannedAt: instant(),
    endedAt: instant(),
  },
  (row) => [
    index('sync_runs_profile').on(row.profileId, row.id),
    // One at a time, whoever started it.
    uniqueIndex('sync_runs_working').on(row.state).where(sql`state IN ('reading', 'applying')`),
    index('sync_runs_undoes').on(row.undoes).where(sql`undoes is not null`),
  ],
)
export type SyncRun = typeof syncRuns.$inferSelect

/** What a run means to do, row by row in the order of the file, and what came of it. Unchanged users have none. */
export const syncRows = table(
  'sync_rows',
  {
    id: id(),
    runId: ref()
      .notNull()
      .references(() => syncRuns.id, { onDelete: 'cascade' }),
    /** Which user of the file, counted from 1, and the line on which it begins. Null: not in the file. */
    position: count(),
    line: count(),
    /** `create`, `update`, `reject`, `deactivate`, `same` (only marks move on), `take back`, `external`. */
    does: code().notNull(),
    /** `planned`, `done`, `skipped`. */
    state: code().notNull(),
    userId: ref().references(() => users.id, { onDelete: 'cascade' }),
    /** By what the file calls the person, and the name it gives. */
    key: text().notNull(),
    name: text().notNull(),
    /** What the source's record looked like, for skipping it while it stays the same. */
    hash: text(),
    /** The version of the user that the plan was made for; once done, the version that the row made. */
    version: count(),
    plan: json<RowPlan>(),
    /** Why it is rejected or was skipped; in words. */
    reason: text(),
    /** What is needed to take the row back. */
    before: json<Before>(),
  },
  (row) => [
    index('sync_rows_run').on(row.runId, row.does, row.id),
    index('sync_rows_user').on(row.userId).where(sql`${row.userId} is not null`),
    index('sync_rows_key').on(row.runId, row.key),
  ],
)
export type SyncRow = typeof syncRows.$inferSelect
