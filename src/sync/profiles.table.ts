import { code, count, flag, id, instant, json, table, text, uniqueIndex } from '#platform/db/columns.ts'

/** A column of a CSV file: its heading, the field it fills (empty: none), and what stands for an empty cell. */
export type CsvColumn = { heading: string; target: string; fallback?: string }

/** How users of one source are kept in step with it. */
export const syncProfiles = table(
  'sync_profiles',
  {
    id: id(),
    version: count().notNull().default(1),
    /** Becomes the source of every user it makes. */
    code: code().notNull(),
    /** The code as it is compared: letter case folded. */
    codeKey: text().notNull(),
    name: text().notNull(),
    /** `alma` (user XML, plain or zipped) or `csv`. */
    format: code().notNull(),
    columns: json<CsvColumn[]>().notNull(),
    /** The folder below the inbox that is looked into; null: files are uploaded only. */
    folder: text(),
    /** When the folder is looked into, as cron writes it, in the institution's time zone. Null: never by itself. */
    schedule: text(),
    /** Whether files from the folder hold everybody, so that whoever is missing is absent. */
    fullFiles: flag().notNull(),
    recordType: code().notNull(),
    /** The identifier type by which people are matched; empty: the primary identifier. */
    matchBy: code().notNull(),
    /** `add` or `reject`. */
    unmatched: code().notNull(),
    /** What an element that the file leaves out means: `keep` or `clear`. */
    absentElements: code().notNull(),
    /** What becomes of people who are missing from a full file: `leave` or `deactivate`. */
    absentPeople: code().notNull(),
    /** Fields that keep a value set by hand. */
    protectedFields: json<string[]>().notNull(),
    /** A run stops when more than so many percent of the users would be changed, deactivated or rejected. */
    guardShare: count().notNull(),
    /** Whether status, dates and identifiers of staff follow the source too. */
    staffFollow: flag().notNull(),
    enabled: flag().notNull(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [uniqueIndex('sync_profiles_code').on(row.codeKey)],
)
export type SyncProfile = typeof syncProfiles.$inferSelect
