import type { Reader, Tx } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { fold } from './fold.ts'
import { codeTokens, mailTokens, matchExpression, nameTokens } from './tokens.ts'

type Texts = readonly (string | null | undefined)[]
/** What can be found of one record. `kind` is counted and filtered by, `sortName` gives its place in lists. */
export type Entry = {
  id: number
  kind: string
  sortName: string
  last: Texts
  first: Texts
  primaryId: string
  identifiers: Texts
  barcodes: Texts
  emails: Texts
  phones: Texts
}

/** What may be asked: any column, or some of them. */
const columns = {
  all: undefined,
  names: 'last first',
  last_name: 'last',
  first_name: 'first',
  primary_id: 'pid',
  identifiers: 'ident barcode',
  barcode: 'barcode',
  email: 'mail',
  phone: 'phone',
} as const
export type Index = keyof typeof columns
export const indexes = Object.keys(columns) as Index[]

/** Enters a record, or enters it anew after a change. */
export async function putEntry(tx: Tx, entry: Entry): Promise<void> {
  rawRun(tx, 'DELETE FROM user_search WHERE rowid = ?', entry.id)
  rawRun(
    tx,
    'INSERT OR REPLACE INTO user_entry (user_id, kind, sort_key) VALUES (?, ?, ?)',
    entry.id,
    entry.kind,
    sortKey(entry.sortName),
  )
  rawRun(
    tx,
    'INSERT INTO user_search (rowid, last, first, pid, ident, barcode, mail, phone) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    entry.id,
    ...Object.values(wordsOf(entry)),
  )
}

/** The words by which an entry is found, by the columns of the index in their order. */
export const wordsOf = (entry: Entry) => ({
  last: nameTokens(...entry.last),
  first: nameTokens(...entry.first),
  pid: codeTokens(entry.primaryId),
  ident: codeTokens(...entry.identifiers),
  barcode: codeTokens(...entry.barcodes),
  mail: mailTokens(...entry.emails),
  phone: codeTokens(...entry.phones),
})

/** Gives an entry another place in lists; what it is found by stays. */
export async function reorderEntry(tx: Tx, id: number, sortName: string): Promise<void> {
  rawRun(tx, 'UPDATE user_entry SET sort_key = ? WHERE user_id = ?', sortKey(sortName), id)
}

export async function dropEntry(tx: Tx, id: number): Promise<void> {
  rawRun(tx, 'DELETE FROM user_search WHERE rowid = ?', id)
  rawRun(tx, 'DELETE FROM user_entry WHERE user_id = ?', id)
}

/** Merges what many changes left in pieces; for after bulk work. */
export async function tidyIndex(tx: Tx): Promise<void> {
  rawRun(tx, "INSERT INTO user_search (user_search) VALUES ('optimize')")
}

/** A statement that gives numbers of records. */
export type Numbers = { sql: string; values: unknown[] }
/** What is asked for. `except` leaves records out that stand elsewhere on the page, `among` all but some. */
export type Ask = {
  text: string
  index: Index
  kind?: string | undefined
  except?: number[]
  among?: Numbers | undefined
}

/** Whether anything is asked but the kind. */
export const isAsking = (ask: Ask) => ask.text.trim() !== '' || ask.among !== undefined

/** Records that match, in the order of their names. */
export async function findEntries(
  reader: Reader,
  ask: Ask,
  page: { limit: number; offset: number; descending: boolean },
): Promise<number[]> {
  const { from, where, values } = hits(ask)
  const direction = page.descending ? 'DESC' : 'ASC'
  const sql = `SELECT e.user_id AS id FROM ${from} ${where} ORDER BY e.sort_key ${direction}, e.user_id ${direction} LIMIT ? OFFSET ?`
  return rawAll<{ id: number }>(reader, sql, ...values, page.limit, page.offset).map((row) => row.id)
}

/** Records that match, in no order, at most `limit` of them. */
export async function matchingIds(reader: Reader, ask: Ask, limit: number): Promise<number[]> {
  const { from, where, values } = hits(ask)
  return rawAll<{ id: number }>(reader, `SELECT e.user_id AS id FROM ${from} ${where} LIMIT ?`, ...values, limit).map(
    (row) => row.id,
  )
}

/** How many records of each kind match; where something is asked, counting stops at `cap` records in all. */
export async function countEntries(reader: Reader, ask: Ask, cap: number): Promise<Map<string, number>> {
  const { from, where, values } = hits(ask)
  const limit = isAsking(ask) ? `LIMIT ${cap}` : ''
  const sql = `SELECT kind, count(*) AS n FROM (SELECT e.kind AS kind FROM ${from} ${where} ${limit}) GROUP BY kind`
  return new Map(rawAll<{ kind: string; n: number }>(reader, sql, ...values).map((row) => [row.kind, row.n]))
}

function hits({ text, index, kind, except = [], among }: Ask): { from: string; where: string; values: unknown[] } {
  const expression = matchExpression(text)
  const where: string[] = []
  const values: unknown[] = []
  if (expression !== undefined) {
    const only = columns[index]
    where.push('s.user_search MATCH ?')
    values.push(only ? `{${only}} : (${expression})` : expression)
  } else if (text.trim() !== '') where.push('0')
  if (kind !== undefined) {
    where.push('e.kind = ?')
    values.push(kind)
  }
  if (except.length > 0) {
    where.push('e.user_id NOT IN (SELECT value FROM json_each(?))')
    values.push(JSON.stringify(except))
  }
  if (among) {
    where.push(`e.user_id IN (${among.sql})`)
    values.push(...among.values)
  }
  // The order of the join is forced: the index of words first, however few people there are.
  const from = expression === undefined ? 'user_entry e' : 'user_search s CROSS JOIN user_entry e ON e.user_id = s.rowid'
  return { from, where: where.length > 0 ? `WHERE ${where.join(' AND ')}` : '', values }
}

// The comma between last and first name sorts before everything, so that all Garcias stand before Garcia López.
export const sortKey = (name: string) =>
  fold(name)
    .replace(/\s*,\s*/gu, '\u0001')
    .replace(/\p{Pd}+/gu, ' ')
    .replace(/[^\p{L}\p{N}\s\u0001]+/gu, '')
    .trim()
