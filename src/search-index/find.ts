import type { Reader } from '#platform/db/database.ts'
import { rawAll, rawColumn } from '#platform/db/raw.ts'
import { kindFacet } from './entry.ts'
import type { Index } from './indexes.ts'
import { countsOfAll } from './tally.ts'
import type { Compiled, Condition, Numbers } from './where.ts'
import { compile } from './where.ts'

export type { Condition, Numbers } from './where.ts'

/**
 * What is asked for: words in an index, and `where` (one of the groups, and all of its conditions). `except` leaves
 * records out that stand elsewhere on the page, `among` all but some. Notes are looked into only where `notes` says so.
 */
export type Ask = {
  text: string
  index: Index
  kind?: string | undefined
  except?: number[]
  among?: Numbers | undefined
  notes?: boolean
  where?: readonly (readonly Condition[])[]
  /** What must hold beside, whichever group does. */
  also?: readonly Condition[]
}
export type Page = { limit: number; offset?: number; descending?: boolean }

/** Whether anything is asked but the kind. */
export const isAsking = ({ text, among, where = [], also = [] }: Ask) =>
  text.trim() !== '' || among !== undefined || also.length > 0 || where.some((group) => group.length > 0)

/** The spots of what matches, in the order of names: each holds the place of a record and what it is counted by. */
export function spotsOf(reader: Reader, ask: Ask, { limit, offset = 0, descending = false }: Page): number[] {
  const hits = statementOf(reader, ask)
  if (!hits) return []
  return rawColumn(
    reader,
    `${hits.sql} ORDER BY 1 ${descending ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
    ...hits.values,
    limit,
    offset,
  )
}

/** The records at some spots, in their order. */
export function idsAt(reader: Reader, spots: number[]): number[] {
  const sql = 'SELECT spot, user_id FROM user_entry WHERE spot IN (SELECT value FROM json_each(?))'
  const ids = new Map(
    rawAll<{ spot: number; user_id: number }>(reader, sql, JSON.stringify(spots)).map((row) => [row.spot, row.user_id]),
  )
  return spots.flatMap((spot) => ids.get(spot) ?? [])
}

/** Records that match, in the order of their names. */
export async function findEntries(reader: Reader, ask: Ask, page: Page): Promise<number[]> {
  return idsAt(reader, spotsOf(reader, ask, page))
}

/** Records that match, at most `limit` of them. */
export const matchingIds = (reader: Reader, ask: Ask, limit: number): Promise<number[]> => findEntries(reader, ask, { limit })

/** How many match, exactly: this may take a while. */
export function countExactly(reader: Reader, ask: Ask): number {
  if (!isAsking(ask) && !ask.except?.length) {
    const kinds = countsOfAll(reader).get(kindFacet) ?? new Map<string, number>()
    return ask.kind === undefined ? sum(kinds) : (kinds.get(ask.kind) ?? 0)
  }
  const known = knownCount(reader, ask)
  if (known !== undefined) return known
  const hits = statementOf(reader, ask)
  return hits ? (rawColumn<number>(reader, `SELECT count(*) FROM (${hits.sql})`, ...hits.values)[0] ?? 0) : 0
}

/** How many match, where one value is asked for that entries are counted by anyway. */
function knownCount(reader: Reader, { text, kind, among, except, where = [], also = [] }: Ask): number | undefined {
  const [condition, ...more] = [...also, ...(where[0] ?? []), ...(kind === undefined ? [] : [ofKind(kind)])]
  if (text.trim() !== '' || among || except?.length || where.length > 1 || more.length > 0) return undefined
  if (condition?.is !== 'facet' || condition.codes?.length !== 1) return undefined
  const counts = countsOfAll(reader)
  const n = counts.get(condition.kind)?.get(condition.codes[0] ?? '')
  return n === undefined || !condition.not ? n : sum(counts.get(kindFacet)) - n
}
const ofKind = (kind: string): Condition => ({ is: 'facet', kind: kindFacet, codes: [kind] })
const sum = (counts: ReadonlyMap<string, number> | undefined) => [...(counts?.values() ?? [])].reduce((all, n) => all + n, 0)

const statementOf = (reader: Reader, ask: Ask): Numbers | undefined => together(groupsOf(reader, ask))

/** What is asked for, compiled: whoever meets one of the groups matches. */
export function groupsOf(reader: Reader, ask: Ask): Compiled[] {
  const sees = { notes: ask.notes ?? false }
  const base: Condition[] = [...(ask.also ?? [])]
  if (ask.text.trim() !== '') base.push({ is: 'words', index: ask.index, text: ask.text })
  if (ask.kind !== undefined) base.push(ofKind(ask.kind))
  if (ask.among) base.push({ is: 'among', numbers: ask.among })
  if (ask.except?.length) base.push({ is: 'among', not: true, numbers: listed(ask.except) })
  const groups = ask.where?.length ? ask.where : [[]]
  return groups.map((group) => compile(reader, [...base, ...group], sees)).filter((group) => group !== undefined)
}

const listed = (ids: number[]): Numbers => ({ sql: 'SELECT value FROM json_each(?)', values: [JSON.stringify(ids)] })

// Several groups are one expression where no statement stands beside it: hits then come one by one, in order.
function together(groups: Compiled[]): Numbers | undefined {
  const [first] = groups
  if (!first) return undefined
  if (groups.length > 1 && groups.every(({ match, numbers }) => match !== undefined && numbers.length === 0))
    return selectOf({ match: groups.map(({ match }) => `(${match})`).join(' OR '), numbers: [] })
  if (groups.length === 1) return selectOf(first)
  const selects = groups.map(selectOf)
  return { sql: selects.map(({ sql }) => sql).join(' UNION '), values: selects.flatMap(({ values }) => values) }
}

function selectOf({ match, numbers }: Compiled): Numbers {
  const also = numbers.map(({ sql }) => ` AND ${sql}`).join('')
  const values = [...(match === undefined ? [] : [match]), ...numbers.flatMap((one) => one.values)]
  if (match === undefined) return { sql: `SELECT e.spot FROM user_entry e WHERE e.spot >= 0${also}`, values }
  if (numbers.length === 0) return { sql: 'SELECT rowid FROM user_search WHERE user_search MATCH ?', values }
  // The order of the join is forced: the index of words first, however few people there are.
  const from = 'user_search s CROSS JOIN user_entry e ON e.spot = s.rowid'
  return { sql: `SELECT s.rowid FROM ${from} WHERE s.user_search MATCH ?${also}`, values }
}
