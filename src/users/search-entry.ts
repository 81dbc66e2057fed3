import type { Reader, Tx } from '#platform/db/database.ts'
import { institutionScope } from '#roles/roles.ts'
import type { DayOf } from '#search-index/entry.ts'
import type { Source } from '#search-index/rebuild.ts'
import type { Entry } from '#search-index/search-index.ts'
import { dropEntry, putEntry } from '#search-index/search-index.ts'
import { isDeferred } from '#search-index/state.ts'
import { userFields } from './fields.ts'
import { orderNamer } from './names.ts'
import type { SearchedRows, SearchedUser } from './search-entry.queries.ts'
import { countFindable, findableAfter, searchedRows, searchedUser } from './search-entry.queries.ts'

const barcodeType = 'BARCODE'
/** The day of what does not end. */
const forEver = '9999-12-31'

/** What a search finds of the user as the record now stands; nothing of one in the bin. */
export async function searchEntryOf(reader: Reader, user: SearchedUser): Promise<Entry | undefined> {
  if (user.binnedAt !== null) return undefined
  const rows = await searchedRows(reader, user.id)
  const orderName = await orderNamer(reader)
  return {
    id: user.id,
    kind: user.recordType,
    sortName: orderName(user),
    ...namesOf(user),
    primaryId: user.primaryId,
    identifiers: rows.identifiers.filter(([type]) => type !== barcodeType).map(([, value]) => value),
    barcodes: rows.identifiers.filter(([type]) => type === barcodeType).map(([, value]) => value),
    emails: rows.emails,
    phones: rows.phones,
    notes: rows.notes.map(([, text]) => text),
    counted: countedOf(user, rows),
    marked: {
      campus: some(user.campus),
      idType: rows.identifiers.map(([type]) => type),
      noteType: rows.notes.map(([type]) => type),
      statistic: rows.statistics,
    },
    days: daysOf(user, rows),
  }
}

const parts = ['last', 'first', 'middle', 'prefLast', 'prefFirst', 'prefMiddle'] as const
const searched = parts.map((part) => {
  const fields = Object.entries(userFields).filter(([, field]) => 'searched' in field && field.searched === part)
  return [part, fields.map(([name]) => name as keyof SearchedUser)] as const
})
const namesOf = (user: SearchedUser) =>
  Object.fromEntries(searched.map(([part, fields]) => [part, fields.map((name) => user[name] as string | null)])) as {
    [Part in (typeof parts)[number]]: (string | null)[]
  }

const some = (value: string | null) => (value === null ? [] : [value])

// Whether there is an expiration date at all is counted, since it is told beside every result.
const countedOf = (user: SearchedUser, { roles }: SearchedRows) => ({
  account: [user.accountType],
  status: [user.status],
  group: some(user.userGroup),
  job: some(user.jobCategory),
  ends: user.expiryDate === null ? [] : ['expiry'],
  role: roles.map(([role]) => String(role)),
  library: roles.map(([, scope]) => scope).filter((scope) => scope !== institutionScope),
})

// What ends is entered with its day: nothing must be written when the day comes.
const daysOf = (user: SearchedUser, { blocks }: SearchedRows): DayOf[] => [
  ...some(user.expiryDate).map((day) => ({ of: 'expiry', day })),
  ...some(user.birthDate).map((day) => ({ of: 'birth', day })),
  ...blocks.flatMap(([type, until]) => ['block', `block ${type}`].map((of) => ({ of, day: until ?? forEver }))),
]

const entryOf = async (reader: Reader, id: number): Promise<Entry | undefined> => {
  const user = await searchedUser(reader, id)
  return user && searchEntryOf(reader, user)
}

/**
 * Enters the user in the search index as the record now stands, in the transaction that changed it; takes it out while it
 * is in the bin.
 */
export async function enterInSearch(tx: Tx, user: SearchedUser): Promise<void> {
  if (isDeferred(tx)) return
  const entry = await searchEntryOf(tx, user)
  await (entry ? putEntry(tx, entry, entryOf) : dropEntry(tx, user.id))
}

/** Everyone who can be found, for filling the index anew. */
export const searchedUsers: Source = {
  count: countFindable,
  async named(reader, after, limit) {
    const orderName = await orderNamer(reader)
    return (await findableAfter(reader, after, limit)).map((user) => ({ id: user.id, sortName: orderName(user) }))
  },
  entryOf,
}
