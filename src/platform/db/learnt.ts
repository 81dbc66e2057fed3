import type { Connection, Reader } from './connection.ts'
import { connectionOf } from './connection.ts'

/**
 * What a connection has learnt of rows that stay as they are once they are there, so that it need not ask again. All of it is
 * forgotten when a transaction is taken back, and when it is more than `most`.
 */
export function learnt<Value>(most: number): (reader: Reader) => Map<string, Value> {
  const all = new WeakMap<Connection, { stamp: number; known: Map<string, Value> }>()
  return (reader) => {
    const connection = connectionOf(reader)
    const held = all.get(connection)
    if (held?.stamp === connection.stamp && held.known.size <= most) return held.known
    const known = new Map<string, Value>()
    all.set(connection, { stamp: connection.stamp, known })
    return known
  }
}
