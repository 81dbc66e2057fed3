import { customType, integer, type sqliteTable, text as sqliteText } from 'drizzle-orm/sqlite-core'

// Every table takes its columns from here, so that a server database can join SQLite through the same words.
export { check, index, primaryKey, sqliteTable as table, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The row's own number, given by the database and never used again. */
export const id = () => integer().primaryKey({ autoIncrement: true })
/** The number of a row elsewhere; say where with `.references(…)`. */
export const ref = () => integer()
export const count = () => integer()
export const text = () => sqliteText()
/** One of a table of codes, or of a list in the source. */
export const code = () => sqliteText()
/** `YYYY-MM-DD`, without a time zone. */
export const day = () => sqliteText()
/** Milliseconds since 1970, UTC. */
export const instant = () => integer()
export const flag = () => integer({ mode: 'boolean' })

/** Any plain value, stored as text. */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    // Placeholders bring null here too, and it must stay SQL's own.
    toDriver: (value) => (value === null ? (null as never) : JSON.stringify(value)),
    fromDriver: (value) => JSON.parse(value) as T,
  })()

export type Table = ReturnType<typeof sqliteTable>
