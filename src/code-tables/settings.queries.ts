import { eq, like, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { settingOf } from './code-tables.queries.ts'
import { settingValues } from './code-tables.table.ts'
import type { Setting } from './settings.ts'
import { settingDefaults } from './settings.ts'

/** The value of a setting: the library's, or the one it is shipped with. */
export const settingNow = async (reader: Reader, name: Setting): Promise<string> =>
  (await settingOf(reader, name)) ?? settingDefaults[name]

const markNames = prepared((db) =>
  db
    .select({ name: settingValues.name })
    .from(settingValues)
    .where(like(settingValues.name, sql.placeholder('like')))
    .prepare(),
)
const mark = prepared((db) =>
  db
    .select({ value: settingValues.value })
    .from(settingValues)
    .where(eq(settingValues.name, sql.placeholder('name')))
    .prepare(),
)

/** What follows a beginning in the names of the marks (settings-marks.ts) that have it. */
export const marksNamed = async (reader: Reader, beginning: string): Promise<string[]> =>
  (await markNames(reader).execute({ like: `${beginning}%` })).map(({ name }) => name.slice(beginning.length))

export const markOf = async (reader: Reader, name: string): Promise<string | undefined> =>
  (await mark(reader).execute({ name }))[0]?.value
