import { sql } from 'drizzle-orm'
import { code, day, flag, id, index, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'

const owner = () =>
  ref()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

export const addresses = table(
  'addresses',
  {
    id: id(),
    userId: owner(),
    line1: text().notNull(),
    line2: text(),
    line3: text(),
    line4: text(),
    line5: text(),
    city: text().notNull(),
    stateProvince: text(),
    postalCode: text(),
    country: code(),
    note: text(),
    startDate: day(),
    endDate: day(),
    types: json<string[]>().notNull(),
    preferred: flag().notNull(),
    origin: code().notNull(),
  },
  (row) => [index('addresses_user').on(row.userId), uniqueIndex('addresses_preferred').on(row.userId).where(sql`preferred = 1`)],
)

export const phones = table(
  'phones',
  {
    id: id(),
    userId: owner(),
    number: text().notNull(),
    types: json<string[]>().notNull(),
    preferred: flag().notNull(),
    preferredSms: flag().notNull(),
    origin: code().notNull(),
  },
  (row) => [
    index('phones_user').on(row.userId),
    uniqueIndex('phones_preferred').on(row.userId).where(sql`preferred = 1`),
    uniqueIndex('phones_preferred_sms').on(row.userId).where(sql`preferred_sms = 1`),
  ],
)

export const emails = table(
  'emails',
  {
    id: id(),
    userId: owner(),
    address: text().notNull(),
    /** The address as it is compared: letter case folded. */
    addressKey: text().notNull(),
    description: text(),
    types: json<string[]>().notNull(),
    preferred: flag().notNull(),
    origin: code().notNull(),
  },
  (row) => [
    index('emails_user').on(row.userId),
    index('emails_address_key').on(row.addressKey),
    uniqueIndex('emails_preferred').on(row.userId).where(sql`preferred = 1`),
  ],
)
