import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { everyPermission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import { makeActor } from '#sign-in/actor.ts'
import type { SyncRun } from './runs.table.ts'

/** What carrying out a run needs. `folder` holds the files of runs; `yieldTo` tells whether people use the database. */
export type Room = { db: Db; clock: Clock; folder: string; yieldTo?: () => boolean }

export { Stopped } from '#platform/jobs/runner.ts'

/** Who acts in a run: the source itself, or whoever takes back and makes external. */
export function runActor(run: SyncRun, clock: Clock): Actor {
  const isOfSource = ['synchronise', 'import'].includes(run.action)
  const name = isOfSource ? `Synchronisation ${run.profileCode}` : run.startedBy
  const id = isOfSource ? null : run.startedById
  return makeActor({ id, name, door: 'sync', doorDetail: String(run.id), clock, permissions: everyPermission })
}
