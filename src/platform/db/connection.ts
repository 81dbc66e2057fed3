import { setImmediate } from 'node:timers'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'

/** What queries run on: `db.read`, or the transaction of a write. */
export type Reader = Pick<ReturnType<typeof drizzle>, 'select' | 'selectDistinct' | 'with' | '$count'>
/** A running write transaction. It ends with the function it was handed to. */
export type Tx = Reader & Pick<ReturnType<typeof drizzle>, 'insert' | 'update' | 'delete'>

export type Connection = {
  sqlite: Sqlite.Database
  drizzle: ReturnType<typeof drizzle>
  /** Changes whenever rows read earlier on this connection may no longer be true. */
  stamp: number
  snapshot: Snapshot
}

/**
 * What a reading connection sees until the event loop turns: the queries of a page then agree with each other, and the
 * file is locked once for all of them, which costs more than most of the queries. `end` lets it see what was written.
 */
export type Snapshot = { begin(): void; end(): void; number: number }

const connections = new WeakMap<object, Connection>()

/** The connection behind a reader or a running transaction. Only `platform/db` and `search-index` look behind it. */
export function connectionOf(reader: Reader): Connection {
  const connection = connections.get(reader)
  if (!connection) throw new Error('Not a reader or transaction of this database, or one that has ended.')
  return connection
}

export const nameConnection = (reader: object, connection: Connection) => connections.set(reader, connection)
export const forgetConnection = (reader: object) => connections.delete(reader)

// What bulk work writes is met again soon: it is held longer, and written into the file in larger portions. What people
// search among a million is held in the process, since the system gives up what it holds of a file whenever it likes.
const cacheKilobytes = { people: { reading: 64_000, writing: 8000 }, bulk: { reading: 16_000, writing: 64_000 } }
const bulkCheckpointPages = 16_000

/** `checkpointPages`: so long the log gets before a commit puts it into the file. Whoever commits then waits for all of it. */
export type ConnectOptions = { readonly: boolean; durable: boolean; checkpointPages?: number | undefined }

/** Opens the file. `durable` waits for the disk at each commit (people's saves); bulk work does without. */
export function connect(file: string, options: ConnectOptions): Connection {
  const sqlite = new Sqlite(file, { readonly: options.readonly, timeout: 10_000 })
  if (!options.readonly) sqlite.pragma('journal_mode = WAL')
  sqlite.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`)
  sqlite.pragma('foreign_keys = ON')
  const cache = cacheKilobytes[options.durable ? 'people' : 'bulk'][options.readonly ? 'reading' : 'writing']
  sqlite.pragma(`cache_size = -${cache}`)
  const pages = options.checkpointPages ?? (options.durable ? undefined : bulkCheckpointPages)
  if (!options.readonly && pages) sqlite.pragma(`wal_autocheckpoint = ${pages}`)
  sqlite.pragma('temp_store = MEMORY')
  const snapshot = options.readonly ? snapshotsOf(sqlite) : { ...always }
  const logger = { logQuery: () => snapshot.begin() }
  const connection = { sqlite, stamp: 0, snapshot, drizzle: drizzle(sqlite, { casing: 'snake_case', logger }) }
  nameConnection(connection.drizzle, connection)
  return connection
}

// A writer's transactions are its own affair: it begins and ends them, and counts them here.
const always: Snapshot = { begin() {}, end() {}, number: 0 }

function snapshotsOf(sqlite: Sqlite.Database): Snapshot {
  const begin = sqlite.prepare('BEGIN')
  const commit = sqlite.prepare('COMMIT')
  // Asked at every query: the driver takes ten times as long to say whether a transaction goes on.
  let isOpen = false
  const snapshot = {
    number: 0,
    begin() {
      if (isOpen) return
      begin.run()
      isOpen = true
      snapshot.number += 1
      setImmediate(snapshot.end)
    },
    end() {
      if (!isOpen) return
      isOpen = false
      if (sqlite.open && sqlite.inTransaction) commit.run()
    },
  }
  return snapshot
}
