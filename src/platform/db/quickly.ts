import type { RunResult, Statement } from 'better-sqlite3'
import type { SQL } from 'drizzle-orm'
import { is, Param, Placeholder } from 'drizzle-orm'
import type { Tx } from './connection.ts'
import { connectionOf } from './connection.ts'
import { prepared } from './prepared.ts'

type Named = Record<string, unknown>
type Given = (values: Named) => unknown

/**
 * A write that is run very often, its values given by the names of its placeholders, null where none is. Drizzle says
 * once what the statement is and what each column stores; running goes without it, since it takes longer over a row
 * than SQLite does.
 */
export function quickly<Values extends object = Named>(build: (db: Tx) => { toSQL(): { sql: string; params: unknown[] } }) {
  const ready = prepared((db): { statement: Statement; given: Given[] } => {
    const { sql, params } = build(db).toSQL()
    return { statement: connectionOf(db).sqlite.prepare(sql), given: params.map(giver) }
  })
  return (tx: Tx, values: Values): RunResult => {
    const { statement, given } = ready(tx)
    return statement.run(given.map((value) => value(values as Named)))
  }
}

function giver(param: unknown): Given {
  if (is(param, Placeholder)) return (values) => values[param.name] ?? null
  if (!is(param, Param)) return () => param
  const { value, encoder } = param as Param & { value: Placeholder | SQL }
  if (!is(value, Placeholder)) return () => encoder.mapToDriverValue(value)
  return (values) => {
    const one = values[value.name] ?? null
    return one === null ? null : encoder.mapToDriverValue(one)
  }
}
