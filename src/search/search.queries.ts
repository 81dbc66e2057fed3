import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { codes } from '#code-tables/code-tables.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { kindFacet } from '#search-index/entry.ts'
import type { Ask } from '#search-index/find.ts'
import { findEntries, idsAt, isAsking, matchingIds, spotsOf } from '#search-index/find.ts'
import { countsOfAll, spotsOfValue, tally } from '#search-index/tally.ts'
import { users } from '#users/users.table.ts'
import type { Liking } from './columns.ts'
import { usual } from './columns.ts'
import type { FoundUser } from './rows.queries.ts'
import { usersIn } from './rows.queries.ts'
import type { UserSearch } from './user-search.ts'

/** Rows on a page, where nobody wants otherwise. */
export const { pageSize } = usual
/** Counting and paging stop here. */
export const cap = 10_000

export type { FoundUser } from './rows.queries.ts'
export type Found = { rows: FoundUser[]; counts: Map<string, number>; total: number; capped: boolean; page: number }

/** One page of the users that a search finds, with how many there are of each record type, and who is blocked on a day. */
export async function findUsers(
  reader: Reader,
  search: UserSearch,
  { ask, first, today, liking = usual }: { ask: Ask; first: number[]; today: string; liking?: Liking },
): Promise<Found> {
  const { pageSize } = liking
  const spots = isAsking(ask) ? spotsOf(reader, ask, { limit: cap + 1, descending: search.descending }) : undefined
  const counts = (spots ? tally(reader, spots) : countsOfAll(reader)).get(kindFacet) ?? new Map<string, number>()
  const all = spots?.length ?? [...counts.values()].reduce((sum, n) => sum + n, 0)
  const capped = spots !== undefined && all > cap
  const own = spots && ofType(reader, search, { ask, spots })
  const total = own?.length ?? (search.recordType === undefined ? all : (counts.get(search.recordType) ?? 0))
  const page = Math.max(1, Math.min(search.page, Math.ceil(Math.min(total, cap) / pageSize)))
  const range = { offset: (page - 1) * pageSize, limit: pageSize }
  // The list in hand is the result where nobody stands on top.
  const ids =
    own && search.sort === 'name' && first.length === 0
      ? idsAt(reader, own.slice(range.offset, range.offset + range.limit))
      : await idsFrom(reader, total > cap ? byName(search) : search, { ask, first }, range)
  return { rows: await usersIn(reader, ids, { today, liking }), counts, total, capped: capped && total > cap, page }
}

/** Those of the record type asked for: told by the hits where all of them are in hand. */
function ofType(reader: Reader, search: UserSearch, { ask, spots }: { ask: Ask; spots: number[] }): number[] {
  const { recordType: kind, descending } = search
  if (kind === undefined) return spots
  const told = spots.length > cap ? undefined : spotsOfValue(reader, spots, { kind: kindFacet, code: kind })
  return told ?? spotsOf(reader, { ...ask, kind }, { limit: cap + 1, descending })
}

// To be sorted otherwise, a result must be in hand as a whole.
const byName = (search: UserSearch): UserSearch =>
  search.sort === 'name' ? search : { ...search, sort: 'name', descending: false }

type Range = { offset: number; limit: number }

/**
 * The users at some places of a result. Those of an exact match (`first`) stand before all others, once, and only where
 * the list is in its usual order.
 */
export async function idsFrom(
  reader: Reader,
  search: UserSearch,
  { ask: all, first }: { ask: Ask; first: number[] },
  { offset, limit }: Range,
): Promise<number[]> {
  const ask: Ask = { ...all, kind: search.recordType }
  if (search.sort !== 'name') return idsByColumn(reader, search, ask, { offset, limit })
  const top = search.descending ? [] : first
  const shown = top.slice(offset, offset + limit)
  const others = { limit: limit - shown.length, offset: Math.max(0, offset - top.length), descending: search.descending }
  return [...shown, ...(await findEntries(reader, { ...ask, except: top }, others))]
}

const sortColumns = {
  primary_id: users.primaryIdKey,
  user_group: sql`(select ${codes.description} from ${codes} where ${codes.tableName} = 'UserGroups' and ${codes.code} = ${users}.${sql.identifier('user_group')})`,
  expiry_date: users.expiryDate,
}

async function idsByColumn(reader: Reader, search: UserSearch, ask: Ask, { offset, limit }: Range): Promise<number[]> {
  const ofType = search.recordType === undefined ? undefined : eq(users.recordType, search.recordType)
  const among = isAsking(ask) ? inList(users.id, await matchingIds(reader, ask, cap)) : undefined
  const column = sortColumns[search.sort as keyof typeof sortColumns]
  const direction = search.descending ? desc : asc
  const rows = await reader
    .select({ id: users.id })
    .from(users)
    .where(and(isNull(users.binnedAt), ofType, among))
    .orderBy(sql`${column} is null`, direction(column), asc(users.id))
    .limit(limit)
    .offset(offset)
  return rows.map((row) => row.id)
}
