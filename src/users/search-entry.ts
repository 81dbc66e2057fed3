import type { Reader, Tx } from '#platform/db/database.ts'
import type { Entry } from '#search-index/search-index.ts'
import { dropEntry, putEntry } from '#search-index/search-index.ts'
import { userFields } from './fields.ts'
import { orderNamer } from './names.ts'
import { searchedRows } from './search-entry.queries.ts'
import type { User } from './users.table.ts'

const named = (place: 'last' | 'first') =>
  Object.entries(userFields)
    .filter(([, field]) => 'searched' in field && field.searched === place)
    .map(([name]) => name as keyof User)
const lastNames = named('last')
const firstNames = named('first')
const barcodeType = 'BARCODE'

/** What a search finds of the user as the record now stands; nothing of one in the bin. */
export async function searchEntryOf(reader: Reader, user: User): Promise<Entry | undefined> {
  if (user.binnedAt !== null) return undefined
  const rows = await searchedRows(reader, user.id)
  const orderName = await orderNamer(reader)
  return {
    id: user.id,
    kind: user.recordType,
    sortName: orderName(user),
    last: lastNames.map((name) => user[name] as string | null),
    first: firstNames.map((name) => user[name] as string | null),
    primaryId: user.primaryId,
    identifiers: rows.identifiers.filter((row) => row.type !== barcodeType).map((row) => row.value),
    barcodes: rows.identifiers.filter((row) => row.type === barcodeType).map((row) => row.value),
    emails: rows.emails,
    phones: rows.phones,
  }
}

/**
 * Enters the user in the search index as the record now stands, in the transaction that changed it; takes it out while it
 * is in the bin.
 */
export async function enterInSearch(tx: Tx, user: User): Promise<void> {
  const entry = await searchEntryOf(tx, user)
  await (entry ? putEntry(tx, entry) : dropEntry(tx, user.id))
}
