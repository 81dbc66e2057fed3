import { join } from 'node:path'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Runner } from '#platform/jobs/runner.ts'
import { runsHere, runsInThread } from '#platform/jobs/runner.ts'
import { nextChange } from './bulk.queries.ts'
import { workOff } from './carry-out.ts'
import { failWorking } from './changes.ts'
import type { Room } from './room.ts'
import type { WorkerData } from './worker.ts'

/** Works in the same thread. For tests. */
export const bulkRunnerHere = (room: Room, onError?: (error: unknown) => void): Runner =>
  runsHere((signal) => workOff(room, signal), onError)

type Parts = Omit<WorkerData, 'wishes'> & { db: Db; clock: Clock; onError(error: unknown): void }

/** Works in a thread of its own, which ends when nothing waits. */
export function bulkRunner({ db, clock, onError, database, timeZone }: Parts): Runner {
  const words = _('The work on this change broke off unexpectedly. It can go on where it was.')
  return runsInThread({
    module: join(import.meta.dirname, 'worker.ts'),
    data: { database, timeZone, wishes: db.wishes },
    isWaiting: async () => (await nextChange(db.read)) !== undefined,
    onBroken: () => db.write((tx) => failWorking(tx, words, clock.now())),
    onError,
  })
}
