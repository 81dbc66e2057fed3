import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { workOff } from './carry-out.ts'

/** What the worker is handed: where things are, and how many wait to write in the thread that began it. */
export type WorkerData = { database: string; timeZone: string; wishes: Int32Array<SharedArrayBuffer> }

// A thread of its own with a connection of its own, for as long as changes wait.
const { database, timeZone, wishes } = workerData as WorkerData
const stopping = new AbortController()
parentPort?.once('message', () => stopping.abort())
// A long log would be put into the file by the next person who saves, who would wait for it.
const db = openDatabase(database, { durable: false, checkpointPages: 1000 })
try {
  await workOff({ db, clock: systemClock(timeZone), timeZone, isWanted: () => Atomics.load(wishes, 0) > 0 }, stopping.signal)
} finally {
  db.close()
  parentPort?.close()
}
