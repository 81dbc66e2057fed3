import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { workOff } from './work-off.ts'

/** What the worker is handed: where things are. */
export type WorkerData = { database: string; folder: string; timeZone: string }

// A thread of its own with a connection of its own, for as long as runs wait: what it held goes back when it ends.
const { database, folder, timeZone } = workerData as WorkerData
const stopping = new AbortController()
parentPort?.once('message', () => stopping.abort())
const db = openDatabase(database, { durable: false })
try {
  const room = { db, clock: systemClock(timeZone), folder, yieldTo: () => true }
  await workOff(room, stopping.signal)
} finally {
  db.close()
  parentPort?.close()
}
