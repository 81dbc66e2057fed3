import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import type { Connection, Reader, Tx } from './connection.ts'
import { connect, connectionOf, forgetConnection, nameConnection } from './connection.ts'
import { watchBuilders } from './forgotten.ts'
import { rawRun } from './raw.ts'

export type { Reader, Tx } from './connection.ts'

export type Db = {
  /** Queries, on a connection that cannot write. */
  read: Reader
  /** The only way to write: one transaction, one at a time; it is taken back when `work` throws. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One item after another, in transactions of a few milliseconds each with the event loop free between them. */
  writeEach<T>(
    items: AsyncIterable<T> | Iterable<T>,
    step: (tx: Tx, item: T) => Promise<void>,
    options?: BulkOptions<T>,
  ): Promise<void>
  close(): void
  /** How many wait to begin writing, shared with a thread that works beside them and makes way. */
  wishes: Int32Array<SharedArrayBuffer>
}

export type BulkOptions<T> = {
  /** What to do with an item whose step threw: its own rows are taken back, the rest stands. Without it all stops. */
  onError?: (item: T, error: unknown) => void
  /** Whether people are using the database: then each slice is followed by a pause as long as itself. */
  yieldTo?: () => boolean
}

const sliceMilliseconds = 10
const batchSize = 64

type OpenOptions = { durable?: boolean; watchful?: boolean; checkpointPages?: number }

/** Opens an existing, migrated database file. `watchful` makes a builder that was never awaited an error (for tests). */
export function openDatabase(file: string, options: OpenOptions = {}): Db {
  const watch = options.watchful ? watchBuilders() : undefined
  const durable = options.durable ?? true
  const writer = connect(file, { readonly: false, durable, checkpointPages: options.checkpointPages })
  const reader = connect(file, { readonly: true, durable })
  const inside = new AsyncLocalStorage<true>()
  let last: Promise<unknown> = Promise.resolve()
  const wishes = new Int32Array(new SharedArrayBuffer(4))

  function begin(): void {
    Atomics.add(wishes, 0, 1)
    try {
      writer.sqlite.exec('BEGIN IMMEDIATE')
    } finally {
      Atomics.sub(wishes, 0, 1)
    }
  }

  function queued<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Error('A write inside a write would wait for itself: pass the transaction on instead.')
    const turn = last.then(() => inside.run(true, work))
    last = turn.catch(() => {})
    return turn
  }

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    begin()
    writer.snapshot.number += 1
    const { tx, end } = lend(watch ? watch.wrap(writer.drizzle) : writer.drizzle, writer)
    try {
      const result = await work(tx)
      watch?.check()
      // Before the commit, which puts what was written before into the file only as far as nobody reads something older.
      reader.snapshot.end()
      writer.sqlite.exec('COMMIT')
      return result
    } catch (error) {
      if (writer.sqlite.inTransaction) writer.sqlite.exec('ROLLBACK')
      watch?.reset()
      writer.stamp += 1
      throw error
    } finally {
      end()
    }
  }

  return {
    wishes,
    read: reader.drizzle,
    write: (work) => queued(() => transaction(work)),
    async writeEach(items, step, { onError, yieldTo } = {}) {
      const source = batches(items)
      for (let batch = await source.next([]); batch.length > 0; batch = await source.next(batch)) {
        const began = performance.now()
        await queued(() =>
          transaction(async (tx) => {
            do {
              const item = batch.shift() as never
              // Without somebody to tell, what throws takes back the slice.
              if (!onError) await step(tx, item)
              else await attempt(tx, () => step(tx, item)).catch((error) => onError(item, error))
            } while (batch.length > 0 && performance.now() - began < sliceMilliseconds)
          }),
        )
        await (yieldTo?.() ? wait(performance.now() - began) : breathe())
      }
    },
    close() {
      reader.sqlite.close()
      writer.sqlite.close()
    },
  }
}

/** Work within a transaction that leaves nothing behind when it throws, while the rest of the transaction stands. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const connection = connectionOf(tx)
  rawRun(tx, 'SAVEPOINT attempt')
  try {
    const result = await work()
    rawRun(tx, 'RELEASE attempt')
    return result
  } catch (error) {
    connection.sqlite.exec('ROLLBACK TO attempt; RELEASE attempt')
    connection.stamp += 1
    throw error
  }
}

// Items are fetched between transactions: a slow file must not keep one open.
function batches<T>(items: AsyncIterable<T> | Iterable<T>) {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  let broken: { error: unknown } | undefined
  return {
    async next(batch: T[]): Promise<T[]> {
      while (batch.length < batchSize && !broken) {
        try {
          const { value, done } = await iterator.next()
          if (done) break
          batch.push(value)
        } catch (error) {
          broken = { error }
        }
      }
      // What came before the source broke is written first.
      if (broken && batch.length === 0) throw broken.error
      return batch
    },
  }
}

// A transaction that someone kept would write outside any transaction: what is lent is taken back.
function lend(drizzle: object, connection: Connection) {
  const { proxy, revoke } = Proxy.revocable(drizzle, {})
  nameConnection(proxy, connection)
  return {
    tx: proxy as Tx,
    end() {
      forgetConnection(proxy)
      revoke()
    },
  }
}

/** Whether the database answers. */
export function isAlive(db: Db): boolean {
  try {
    return connectionOf(db.read).sqlite.prepare('SELECT 1').get() !== undefined
  } catch {
    return false
  }
}
