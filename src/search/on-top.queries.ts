import type { Reader } from '#platform/db/database.ts'
import type { Asked } from './asked.ts'
import { exactly } from './exact.queries.ts'
import type { UserSearch } from './user-search.ts'

/** Whom the whole text names: they stand first in the list of all record types. */
export async function onTop(
  reader: Reader,
  search: UserSearch,
  asked: Asked,
): Promise<{ identified: number | undefined; first: number[] }> {
  if (search.code) return { identified: undefined, first: [] }
  const { identified, mailed } = await exactly(reader, search)
  const first = [...new Set(identified === undefined ? mailed : [identified, ...mailed])]
  const plainly = asked.plain && search.recordType === undefined && search.chosen.length === 0
  return { identified, first: plainly ? first : [] }
}
