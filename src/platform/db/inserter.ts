import { getTableColumns, type InferInsertModel, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './connection.ts'
import { prepared } from './prepared.ts'

type WithId = SQLiteTable & { id: SQLiteTable['_']['columns'][string] }

export type Inserter = (tx: Tx, row: Record<string, unknown>) => Promise<number>

/** Inserts one row by a statement prepared once, and answers its id. A column left out is null. */
export function inserter<T extends WithId>(table: T) {
  const names = Object.keys(getTableColumns(table)).filter((name) => name !== 'id')
  const blanks = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
  const empty = Object.fromEntries(names.map((name) => [name, null]))
  const statement = prepared((db) =>
    db
      .insert(table as SQLiteTable)
      .values(blanks as never)
      .returning({ id: table.id as never })
      .prepare(),
  )
  return async (tx: Tx, row: Omit<InferInsertModel<T>, 'id'>): Promise<number> => {
    const [made] = (await statement(tx).execute({ ...empty, ...row })) as { id: number }[]
    if (!made) throw new Error('The insert gave no id.')
    return made.id
  }
}
