import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Room } from './room.ts'
import { nextRun } from './runs.queries.ts'
import { failWorking } from './runs.ts'
import { isSomebodyAtWork, workOff } from './work-off.ts'
import type { WorkerData } from './worker.ts'

/** Carries out runs beside whatever else goes on. */
export type Runner = {
  /** To be called when a run waits. Comes back at once. */
  wake(): void
  /** Waits until nothing is going on. */
  idle(): Promise<void>
  /** Ends after what is being done at this moment; the next start goes on with it. */
  stop(): Promise<void>
}

const lookAgainMilliseconds = 2000

/** Does the work one turn at a time; a call meanwhile means one more turn. */
function turns(turn: () => Promise<void>, onError: (error: unknown) => void): Pick<Runner, 'wake' | 'idle'> {
  let working: Promise<void> | undefined
  let again = false
  const wake = () => {
    again = true
    working ??= (async () => {
      while (again) {
        again = false
        await turn().catch(onError)
      }
      working = undefined
    })()
  }
  return { wake, idle: async () => working }
}

/** Works in the same thread. For tests and commands. */
export function inProcessRunner(room: Room, onError: (error: unknown) => void = () => {}): Runner {
  const stopping = new AbortController()
  const turn = async () => void (await workOff(room, stopping.signal))
  const { wake, idle } = turns(turn, onError)
  return {
    wake,
    idle,
    stop() {
      stopping.abort()
      return idle()
    },
  }
}

type Parts = WorkerData & { db: Db; clock: Clock; onError(error: unknown): void }

/** Works in a thread of its own, which ends when nothing waits. */
export function workerRunner({ db, clock, onError, ...data }: Parts): Runner {
  let thread: Worker | undefined
  let stopped = false
  const { wake, idle } = turns(async () => {
    while (!stopped && (await nextRun(db.read))) {
      // A command is at it: it works off what waits, or leaves it here.
      if (isSomebodyAtWork(data.folder)) await wait(lookAgainMilliseconds, undefined, { ref: false })
      else await work()
    }
  }, onError)

  async function work(): Promise<void> {
    thread = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: data })
    const broken = await new Promise<unknown>((resolve) => {
      let error: unknown
      thread?.once('error', (one) => {
        error = one
      })
      thread?.once('exit', (status) =>
        resolve(error ?? (status === 0 ? undefined : new Error(`The worker ended with ${status}.`))),
      )
    })
    thread = undefined
    if (broken === undefined) return
    onError(broken)
    const words = _('The work on this run broke off unexpectedly. It can go on where it was.')
    await db.write((tx) => failWorking(tx, words, clock.now()))
  }

  return {
    wake,
    idle,
    stop() {
      stopped = true
      thread?.postMessage('stop')
      return idle()
    },
  }
}
