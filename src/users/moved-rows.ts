import { asc, eq, inArray } from 'drizzle-orm'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { List, Row } from './rows.ts'

type Values = Record<string, unknown>
/** What was written of a row: the columns as they were, and as they are. */
export type Written = { part: string; id: number; before: Values; after: Values }

export const rowsOn = async (reader: Reader, { table }: List, userId: number): Promise<Row[]> =>
  (await reader.select().from(table).where(eq(table.userId, userId)).orderBy(asc(table.id))) as Row[]

export async function rowNumbered(reader: Reader, { table }: List, id: number): Promise<Row | undefined> {
  const [row] = (await reader.select().from(table).where(eq(table.id, id))) as Row[]
  return row
}

/**
 * Writes columns of a row, its owner's number among them. Part of a larger act, which asks for rights, writes the history
 * of both owners and touches them.
 */
export async function writeColumns(tx: Tx, { part, table }: List, row: Row, set: Values): Promise<Written> {
  const before = Object.fromEntries(Object.keys(set).map((name) => [name, row[name] ?? null]))
  await tx
    .update(table)
    .set(set as never)
    .where(eq(table.id, row.id))
  return { part, id: row.id, before, after: set }
}

/** Takes the flags that only one row may have from some rows, before they are given anew. */
export async function dropFlags(tx: Tx, { table, single = [] }: List, ids: number[]): Promise<void> {
  if (single.length === 0 || ids.length === 0) return
  const set = Object.fromEntries(single.map((flag) => [flag, false]))
  await tx
    .update(table)
    .set(set as never)
    .where(inArray(table.id, ids))
}

/** Lets exactly one row have each flag that one must have: where none has, the oldest takes it. */
export async function settleFlags(tx: Tx, list: List, userId: number): Promise<Written[]> {
  const written: Written[] = []
  for (const flag of list.always ?? []) {
    const rows = await rowsOn(tx, list, userId)
    const [oldest] = rows
    if (oldest && !rows.some((row) => row[flag] === true)) written.push(await writeColumns(tx, list, oldest, { [flag]: true }))
  }
  return written
}
