import type Sqlite from 'better-sqlite3'
import type { Reader, Tx } from './connection.ts'
import { connectionOf } from './connection.ts'

const statements = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement>>()

/** SQL that only SQLite understands, prepared once for each connection. For `platform/db` and `search-index`. */
function statement(reader: Reader, sql: string): Sqlite.Statement {
  const { sqlite } = connectionOf(reader)
  let known = statements.get(sqlite)
  if (!known) {
    known = new Map()
    statements.set(sqlite, known)
  }
  let found = known.get(sql)
  if (!found) {
    found = sqlite.prepare(sql)
    known.set(sql, found)
  }
  return found
}

export function rawAll<Row>(reader: Reader, sql: string, ...values: unknown[]): Row[] {
  connectionOf(reader).snapshot.begin()
  return statement(reader, sql).all(...values) as Row[]
}
/** The same one by one, for more rows than should be held at once. Nothing else may be asked meanwhile. */
export function rawEach<Row>(reader: Reader, sql: string, ...values: unknown[]): IterableIterator<Row> {
  connectionOf(reader).snapshot.begin()
  return statement(reader, sql).iterate(...values) as IterableIterator<Row>
}

/** The first column of each row: half the price where many rows are one number each. */
export function rawColumn<Value>(reader: Reader, sql: string, ...values: unknown[]): Value[] {
  connectionOf(reader).snapshot.begin()
  // Another text, since a statement gives columns or rows for good.
  return statement(reader, `${sql} --`)
    .pluck()
    .all(...values) as Value[]
}
/** Answers how many rows were written. */
export const rawRun = (tx: Reader | Tx, sql: string, ...values: unknown[]): number => statement(tx, sql).run(...values).changes
