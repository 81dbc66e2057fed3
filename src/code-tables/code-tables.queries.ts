import { asc } from 'drizzle-orm'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { codes, settingValues } from './code-tables.table.ts'
import type { Code, CodeTable } from './code-tables.ts'
import { mayBeChosen } from './code-tables.ts'

const everyCode = prepared((db) => db.select().from(codes).orderBy(asc(codes.position), asc(codes.id)).prepare())
const everySetting = prepared((db) => db.select().from(settingValues).prepare())

const lists = cached(async (reader) => {
  const byTable = new Map<string, Map<string, Code>>()
  for (const row of await everyCode(reader).execute()) {
    const table = byTable.get(row.tableName) ?? new Map<string, Code>()
    byTable.set(row.tableName, table.set(row.code, row))
  }
  return byTable
})
const none: ReadonlyMap<string, Code> = new Map()

/** The codes of a table, disabled ones too, in the library's order. */
export const codesOf = async (reader: Reader, table: CodeTable): Promise<ReadonlyMap<string, Code>> =>
  (await lists(reader)).get(table) ?? none

/** The code that stands first on a form: the table's default, where it is open to the record type. */
export const defaultCode = async (reader: Reader, table: CodeTable, recordType: string): Promise<string | undefined> =>
  [...(await codesOf(reader, table)).values()].find((code) => code.isDefault && mayBeChosen(code, recordType))?.code

/** What people read for a code; the code itself where the table does not know it. */
export type Describe = {
  (table: CodeTable, code: string | null): string
  /** What people read for the number of a user, where its name was looked up. */
  person?(id: number): string | undefined
}
export async function describer(reader: Reader): Promise<Describe> {
  const known = await lists(reader)
  return (table, code) => (code === null ? '' : (known.get(table)?.get(code)?.description ?? code))
}

const settings = cached(async (reader) => new Map((await everySetting(reader).execute()).map((row) => [row.name, row.value])))
export const settingOf = async (reader: Reader, name: string): Promise<string | undefined> => (await settings(reader)).get(name)

/** The settings whose names begin so, with their values. */
export const settingsNamed = async (reader: Reader, beginning: string): Promise<[name: string, value: string][]> =>
  [...(await settings(reader))].filter(([name]) => name.startsWith(beginning))
