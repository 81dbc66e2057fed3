import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { caseFold } from '#platform/text.ts'
import { findEntries } from '#search-index/search-index.ts'
import { identifiers } from '../identifiers/identifiers.table.ts'
import { userNamedBy } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'

/** Somebody who may be meant, and the card to tell namesakes apart by. */
export type Match = { user: User; card: string | undefined }

const most = 8
// Some of those found are left out below.
const looked = 20
const longest = 200

/** Who may be meant by what was typed: whom it names exactly, then those whom a search finds. Never `self`, a contact or the bin. */
export async function possibleSponsors(reader: Reader, self: { id: number }, typed: string): Promise<Match[]> {
  const text = typed.trim().slice(0, longest)
  if (text === '') return []
  const named = await userNamedBy(reader, caseFold(text))
  const found = await findEntries(reader, { text, index: 'all' }, { limit: looked, offset: 0, descending: false })
  const ids = [...new Set([...(named ? [named.id] : []), ...found])]
  const people = new Map((await eligible(reader, self, ids)).map((user) => [user.id, user]))
  const chosen = ids.flatMap((id) => people.get(id) ?? []).slice(0, most)
  const cards = await cardsOf(
    reader,
    chosen.map(({ id }) => id),
  )
  return chosen.map((user) => ({ user, card: cards.get(user.id) }))
}

const eligible = async (reader: Reader, self: { id: number }, ids: number[]): Promise<User[]> =>
  ids.length === 0
    ? []
    : reader
        .select()
        .from(users)
        .where(and(inList(users.id, ids), ne(users.id, self.id), ne(users.recordType, 'CONTACT'), isNull(users.binnedAt)))

async function cardsOf(reader: Reader, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .select({ id: identifiers.userId, value: identifiers.value })
    .from(identifiers)
    .where(and(inList(identifiers.userId, ids), eq(identifiers.type, 'BARCODE'), eq(identifiers.status, 'ACTIVE')))
    .orderBy(identifiers.id)
  return new Map(rows.map(({ id, value }) => [id, value]))
}
