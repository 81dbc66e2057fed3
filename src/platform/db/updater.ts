import { eq, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './connection.ts'
import { prepared } from './prepared.ts'

type WithId = SQLiteTable & { id: SQLiteTable['_']['columns'][string] }
export type Updater<Row> = (tx: Tx, id: number, set: Record<string, unknown>) => Promise<Row>

// As many sets of columns as are met in practice; each holds a statement.
const mostShapes = 200

/** Updates one row by a statement prepared once for each set of columns that is written together, and answers the row. */
export function updater<T extends WithId>(table: T): Updater<T['$inferSelect']> {
  const build = (names: string[]) =>
    prepared((db) =>
      db
        .update(table as SQLiteTable)
        .set(Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as never)
        .where(eq(table.id as never, sql.placeholder('rowNumber')))
        .returning()
        .prepare(),
    )
  const shapes = new Map<string, ReturnType<typeof build>>()
  return async (tx, id, set) => {
    const names = Object.keys(set)
    const shape = names.join()
    const statement = shapes.get(shape) ?? build(names)
    if (shapes.size < mostShapes) shapes.set(shape, statement)
    const [row] = await statement(tx).execute({ ...set, rowNumber: id })
    return row as T['$inferSelect']
  }
}
