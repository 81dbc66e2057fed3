import type { Reader, Tx } from './connection.ts'
import { connectionOf } from './connection.ts'

/**
 * A statement that is built once for each connection, for the queries that every page or save runs.
 * `const find = prepared((db) => db.select()….prepare())`, then `find(reader).execute({ id })`.
 */
export function prepared<Statement>(build: (db: Tx) => Statement): (reader: Reader) => Statement {
  const built = new WeakMap<object, Statement>()
  return (reader) => {
    const { drizzle } = connectionOf(reader)
    let statement = built.get(drizzle)
    if (statement === undefined) {
      statement = build(drizzle)
      built.set(drizzle, statement)
    }
    return statement
  }
}
