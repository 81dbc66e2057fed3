import { code, count, flag, id, json, table, text, uniqueIndex } from '#platform/db/columns.ts'

export const codes = table(
  'codes',
  {
    id: id(),
    tableName: code().notNull(),
    code: code().notNull(),
    description: text().notNull(),
    position: count().notNull(),
    enabled: flag().notNull().default(true),
    isDefault: flag().notNull().default(false),
    /** The record types that may use it; null means all. */
    recordTypes: json<string[]>(),
    /** The code of another table that it belongs to: a desk's library, a statistical category's type. */
    parent: code(),
  },
  (row) => [uniqueIndex('codes_code').on(row.tableName, row.code)],
)

export const settingValues = table('settings', { name: text().primaryKey(), value: text().notNull() })
