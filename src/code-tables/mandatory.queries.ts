import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { settingsNamed } from './code-tables.queries.ts'

/** The setting that keeps what is mandatory for a record type. */
export const mandatorySetting = (recordType: string) => `${beginning}${recordType}`
const beginning = 'mandatory_'

const sets = cached(async (reader) => {
  const stored = await settingsNamed(reader, beginning)
  return new Map(stored.map(([name, value]) => [name, new Set(value.split(',').filter(Boolean))]))
})
const none: ReadonlySet<string> = new Set()

/** What the library made mandatory for a record type, by name, beyond what every record must have. */
export const mandatoryNames = async (reader: Reader, recordType: string): Promise<ReadonlySet<string>> =>
  (await sets(reader)).get(mandatorySetting(recordType)) ?? none
