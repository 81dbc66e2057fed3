import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { holdersOf } from '#code-tables/code-holders.queries.ts'
import { codes } from '#code-tables/code-tables.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { prepared } from '#platform/db/prepared.ts'
import { caseFold } from '#platform/text.ts'
import type { Ask } from '#search-index/search-index.ts'
import { countEntries, findEntries, isAsking, matchingIds } from '#search-index/search-index.ts'
import { isInForce } from '#users/active-blocks.queries.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { emails } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import type { UserSearch } from './user-search.ts'

export const pageSize = 20
/** Counting and paging stop here. */
export const cap = 10_000

const rowsOf = prepared((db) =>
  db
    .select({
      id: users.id,
      recordType: users.recordType,
      accountType: users.accountType,
      primaryId: users.primaryId,
      firstName: users.firstName,
      middleName: users.middleName,
      lastName: users.lastName,
      prefFirstName: users.prefFirstName,
      prefMiddleName: users.prefMiddleName,
      prefLastName: users.prefLastName,
      title: users.title,
      userGroup: users.userGroup,
      jobCategory: users.jobCategory,
      status: users.status,
      expiryDate: users.expiryDate,
      email: emails.address,
      blocked: sql<number>`exists (select 1 from ${blocks} where ${blocks.userId} = ${users.id} and ${isInForce})`,
    })
    .from(users)
    .leftJoin(emails, and(eq(emails.userId, users.id), eq(emails.preferred, sql`1`)))
    .where(
      inArray(
        users.id,
        Array.from({ length: pageSize }, (_none, n) => sql.placeholder(`id${n}`)),
      ),
    )
    .prepare(),
)

export type FoundUser = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]
export type Found = { rows: FoundUser[]; counts: Map<string, number>; total: number; capped: boolean; page: number }

/** What whoever searches may see of what is searched for. */
export type Sees = { notes: boolean }

// Where a code stands that one may not see, it stands nowhere.
function asked(reader: Reader, { q, index, code }: UserSearch, sees: Sees): Ask {
  if (!code) return { text: q, index }
  return { text: q, index, among: holdersOf(reader, code.table, code.code, sees) ?? { sql: 'SELECT 0', values: [] } }
}

/** One page of the users that a search finds, with how many there are of each record type, and who is blocked on a day. */
export async function findUsers(
  reader: Reader,
  search: UserSearch,
  { first, today, sees }: { first: number[]; today: string; sees: Sees },
): Promise<Found> {
  const ask = asked(reader, search, sees)
  const counts = await countEntries(reader, ask, cap + 1)
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const capped = isAsking(ask) && all > cap
  const total = search.recordType === undefined ? all : await countOfType(reader, search, ask, counts, capped)
  const page = Math.max(1, Math.min(search.page, Math.ceil(Math.min(total, cap) / pageSize)))
  const ids = await idsFrom(reader, search, first, { offset: (page - 1) * pageSize, limit: pageSize }, sees)
  return { rows: await usersIn(reader, ids, today), counts, total, capped: capped && total > cap, page }
}

async function countOfType(reader: Reader, { recordType }: UserSearch, ask: Ask, counts: Map<string, number>, capped: boolean) {
  const known = capped ? await countEntries(reader, { ...ask, kind: recordType }, cap + 1) : counts
  return known.get(recordType ?? '') ?? 0
}

type Range = { offset: number; limit: number }

/**
 * The users at some places of a result. Those of an exact match (`first`) stand before all others, once, and only where
 * the list is in its usual order.
 */
export async function idsFrom(
  reader: Reader,
  search: UserSearch,
  first: number[],
  { offset, limit }: Range,
  sees: Sees,
): Promise<number[]> {
  const ask: Ask = { ...asked(reader, search, sees), kind: search.recordType }
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

async function usersIn(reader: Reader, ids: number[], today: string): Promise<FoundUser[]> {
  if (ids.length === 0) return []
  const blanks = Object.fromEntries(Array.from({ length: pageSize }, (_none, n) => [`id${n}`, ids[n] ?? -1]))
  const found = new Map((await rowsOf(reader).execute({ ...blanks, today })).map((row) => [row.id, row]))
  return ids.map((id) => found.get(id)).filter((row) => row !== undefined)
}

const key = sql.placeholder('key')
const byIdentifier = prepared((db) =>
  db
    .select({ id: users.id, recordType: users.recordType, primary: sql<number>`${users.primaryIdKey} = ${key}` })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .where(and(eq(takenIdentifiers.value, key), isNull(users.binnedAt)))
    .prepare(),
)
const activeTypes = prepared((db) =>
  db
    .select({ type: identifiers.type })
    .from(identifiers)
    .where(and(eq(identifiers.userId, sql.placeholder('id')), eq(identifiers.valueKey, key), eq(identifiers.status, 'ACTIVE')))
    .prepare(),
)
const byEmail = prepared((db) =>
  db
    .selectDistinct({ id: users.id, recordType: users.recordType })
    .from(emails)
    .innerJoin(users, eq(users.id, emails.userId))
    .where(and(eq(emails.addressKey, key), isNull(users.binnedAt)))
    .limit(pageSize)
    .prepare(),
)

/** The users whom the whole text names: by an active identifier, by an e-mail address. Within the index asked for. */
export async function exactly(
  reader: Reader,
  { q, index }: UserSearch,
): Promise<{ identified: number | undefined; mailed: number[] }> {
  const text = caseFold(q)
  if (text === '') return { identified: undefined, mailed: [] }
  const mailed = ['all', 'email'].includes(index) && text.includes('@') ? await byEmail(reader).execute({ key: text }) : []
  return { identified: await identifiedBy(reader, text, index), mailed: mailed.map((user) => user.id) }
}

async function identifiedBy(reader: Reader, text: string, index: UserSearch['index']): Promise<number | undefined> {
  if (!['all', 'primary_id', 'identifiers', 'barcode'].includes(index)) return undefined
  const [user] = await byIdentifier(reader).execute({ key: text })
  if (!user) return undefined
  if (user.primary && ['all', 'primary_id'].includes(index)) return user.id
  const types = (await activeTypes(reader).execute({ id: user.id, key: text })).map((row) => row.type)
  const right = index === 'primary_id' ? false : index === 'barcode' ? types.includes('BARCODE') : types.length > 0
  return right ? user.id : undefined
}
