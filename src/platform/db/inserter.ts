import { getTableColumns, type InferInsertModel, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './connection.ts'
import { quickly } from './quickly.ts'

export type Inserter = (tx: Tx, row: Record<string, unknown>) => Promise<number>

/** Inserts one row by a statement prepared once, and answers its id. A column left out is null. */
export function inserter<T extends SQLiteTable>(table: T) {
  const names = Object.keys(getTableColumns(table)).filter((name) => name !== 'id')
  const blanks = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
  const insert = quickly((db) => db.insert(table as SQLiteTable).values(blanks as never))
  return async (tx: Tx, row: Omit<InferInsertModel<T>, 'id'>): Promise<number> => Number(insert(tx, row).lastInsertRowid)
}
