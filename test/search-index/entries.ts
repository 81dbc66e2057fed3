import type { Reader } from '#platform/db/database.ts'
import { kindFacet } from '#search-index/entry.ts'
import { isAsking, spotsOf } from '#search-index/find.ts'
import type { Ask, Entry } from '#search-index/search-index.ts'
import { findEntries, putEntry } from '#search-index/search-index.ts'
import { countsOfAll, tally } from '#search-index/tally.ts'
import { testDatabase } from '#test/database.ts'

/** An entry that holds nothing but what is said; its id is 1 unless it is given. */
export const entry = (given: Partial<Entry>): Entry => ({
  id: 1,
  kind: 'PUBLIC',
  sortName: '',
  last: [],
  first: [],
  primaryId: '',
  identifiers: [],
  barcodes: [],
  emails: [],
  phones: [],
  ...given,
})

/** A search index of its own for this test. */
export async function filledIndex(entries: Partial<Entry>[]) {
  const db = testDatabase()
  const held = async (_reader: unknown, id: number) => entry({ id, ...entries[id - 1] })
  await db.write(async (tx) => {
    for (const [position, given] of entries.entries()) await putEntry(tx, entry({ id: position + 1, ...given }), held)
  })
  const find = (text: string, ask: Partial<Ask> = {}, page: { limit?: number; offset?: number; descending?: boolean } = {}) =>
    findEntries(db.read, { text, index: 'all', ...ask }, { limit: 100, offset: 0, descending: false, ...page })
  return { db, find }
}

/** How many records of each kind match; where something is asked, counting stops at `cap` records in all. */
export async function countEntries(reader: Reader, ask: Ask, cap: number): Promise<Map<string, number>> {
  const counts = isAsking(ask) ? tally(reader, spotsOf(reader, ask, { limit: cap })) : countsOfAll(reader)
  return counts.get(kindFacet) ?? new Map()
}
