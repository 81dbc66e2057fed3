import { join } from 'node:path'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Runner } from '#platform/jobs/runner.ts'
import { runsHere, runsInThread } from '#platform/jobs/runner.ts'
import type { Room } from './room.ts'
import { nextRun } from './runs.queries.ts'
import { failWorking } from './runs.ts'
import { isSomebodyAtWork, workOff } from './work-off.ts'
import type { WorkerData } from './worker.ts'

export type { Runner } from '#platform/jobs/runner.ts'

/** Works in the same thread. For tests and commands. */
export const inProcessRunner = (room: Room, onError?: (error: unknown) => void): Runner =>
  runsHere((signal) => workOff(room, signal), onError)

type Parts = WorkerData & { db: Db; clock: Clock; onError(error: unknown): void }

/** Works in a thread of its own, which ends when nothing waits. */
export function workerRunner({ db, clock, onError, ...data }: Parts): Runner {
  const words = _('The work on this run broke off unexpectedly. It can go on where it was.')
  return runsInThread({
    module: join(import.meta.dirname, 'worker.ts'),
    data,
    isWaiting: async () => (await nextRun(db.read)) !== undefined,
    // A command is at it.
    isElsewhere: () => isSomebodyAtWork(data.folder),
    onBroken: () => db.write((tx) => failWorking(tx, words, clock.now())),
    onError,
  })
}
