import type { Connection, Reader, Tx } from './connection.ts'
import { connectionOf } from './connection.ts'
import { rawAll } from './raw.ts'

/**
 * Something small that many pages need, kept for each connection and read again when the database changed: through
 * another connection (SQLite says so), by a write that called `forgetCached`, or by one that was taken back.
 */
export function cached<T>(load: (reader: Reader) => Promise<T>): (reader: Reader) => Promise<T> {
  const kept = new WeakMap<Connection, { version: string; value: T }>()
  return async (reader) => {
    const connection = connectionOf(reader)
    const version = `${dataVersion(reader, connection)} ${connection.stamp}`
    const known = kept.get(connection)
    if (known?.version === version) return known.value
    const value = await load(reader)
    kept.set(connection, { version, value })
    return value
  }
}

/**
 * The same for something of one record that follows from its version alone: kept for the records asked for last. Only
 * what a reading connection saw is kept, since what a transaction saw may be taken back.
 */
export function cachedByVersion<T>(
  most: number,
): (reader: Reader, id: number, version: string, load: () => Promise<T>) => Promise<T> {
  const keptBy = new WeakMap<Connection, Map<number, { version: string; value: T }>>()
  return async (reader, id, version, load) => {
    const connection = connectionOf(reader)
    if (!connection.sqlite.readonly) return load()
    const kept = keptBy.get(connection) ?? new Map()
    keptBy.set(connection, kept)
    const known = kept.get(id)
    kept.delete(id)
    const value = known?.version === version ? known.value : await load()
    kept.set(id, { version, value })
    if (kept.size > most) kept.delete(kept.keys().next().value as number)
    return value
  }
}

const asked = new WeakMap<Connection, { snapshot: number; version: number | undefined }>()

// Asked once for each snapshot, in which it cannot change.
function dataVersion(reader: Reader, connection: Connection): number | undefined {
  const { snapshot } = connection
  snapshot.begin()
  const last = asked.get(connection)
  if (last && last.snapshot === snapshot.number && snapshot.number > 0) return last.version
  const version = rawAll<{ data_version: number }>(reader, 'PRAGMA data_version')[0]?.data_version
  asked.set(connection, { snapshot: snapshot.number, version })
  return version
}

/** To be called by a verb that writes what is cached. */
export const forgetCached = (tx: Tx) => {
  connectionOf(tx).stamp += 1
}
