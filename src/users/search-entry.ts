import type { Tx } from '#platform/db/database.ts'
import { putEntry } from '#search-index/search-index.ts'
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

/** Enters the user in the search index as the record now stands, in the transaction that changed it. */
export async function enterInSearch(tx: Tx, user: User): Promise<void> {
  const rows = await searchedRows(tx, user.id)
  const orderName = await orderNamer(tx)
  await putEntry(tx, {
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
  })
}
