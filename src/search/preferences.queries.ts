import { eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Liking } from './columns.ts'
import { isColumn, pageSizes, usual } from './columns.ts'
import { resultPreferences } from './preferences.table.ts'

const ofPerson = prepared((db) =>
  db
    .select({ columns: resultPreferences.columns, pageSize: resultPreferences.pageSize })
    .from(resultPreferences)
    .where(eq(resultPreferences.personId, sql.placeholder('id')))
    .prepare(),
)

/** How a person likes lists; what is not known, or not any more, falls back to what is usual. */
export async function likingOf(reader: Reader, personId: number | null): Promise<Liking> {
  const [kept] = personId === null ? [] : await ofPerson(reader).execute({ id: personId })
  if (!kept) return usual
  const columns = [...new Set(kept.columns)].filter(isColumn)
  return {
    columns: columns.length > 0 ? columns : usual.columns,
    pageSize: pageSizes.find((size) => size === kept.pageSize) ?? usual.pageSize,
  }
}
