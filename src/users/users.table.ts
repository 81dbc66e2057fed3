import { sql } from 'drizzle-orm'
import { files } from '#files/files.table.ts'
import { check, code, count, day, id, index, instant, json, ref, table, text } from '#platform/db/columns.ts'

export const users = table(
  'users',
  {
    id: id(),
    version: count().notNull().default(1),
    recordType: code().notNull(),
    accountType: code().notNull(),
    source: code(),
    primaryId: text().notNull(),
    /** The primary identifier as it is compared: letter case folded. */
    primaryIdKey: text().notNull(),
    firstName: text(),
    middleName: text(),
    lastName: text(),
    prefFirstName: text(),
    prefMiddleName: text(),
    prefLastName: text(),
    title: code(),
    gender: code(),
    birthDate: day(),
    userGroup: code(),
    jobCategory: code(),
    jobDescription: text(),
    preferredLanguage: code(),
    website: text(),
    catalogerLevel: code(),
    campus: code(),
    resourceSharingLibraries: json<string[]>(),
    libraryNotices: json<string[]>(),
    status: code().notNull(),
    statusDate: day().notNull(),
    expiryDate: day(),
    purgeDate: day(),
    /** The file that shows the person, by its hash. */
    photo: text().references(() => files.hash),
    /** Since when the user is in the bin, and who put it there. Null: not in the bin. */
    binnedAt: instant(),
    binnedBy: text(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [
    index('users_primary_id_key').on(row.primaryIdKey),
    index('users_created').on(row.createdAt),
    index('users_changed').on(row.changedAt),
    index('users_binned').on(row.binnedAt).where(sql`${row.binnedAt} is not null`),
    index('users_photo').on(row.photo).where(sql`${row.photo} is not null`),
    check('users_record_type', sql`${row.recordType} IN ('STAFF', 'PUBLIC', 'CONTACT')`),
    check('users_account_type', sql`${row.accountType} IN ('INTERNAL', 'EXTERNAL', 'INTEXTAUTH')`),
    check('users_status', sql`${row.status} IN ('ACTIVE', 'INACTIVE')`),
  ],
)

export type User = typeof users.$inferSelect

/** Every primary and additional identifier of all users, as compared: the database lets each belong to one user. */
export const takenIdentifiers = table(
  'taken_identifiers',
  {
    value: text().primaryKey(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (row) => [index('taken_identifiers_user').on(row.userId)],
)
