import { setTimeout as wait } from 'node:timers/promises'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound } from '#platform/problems.ts'
import { everyPermission } from '#roles/permissions.ts'
import { makeActor } from '#sign-in/actor.ts'
import { binnedBefore } from './bin.queries.ts'
import { eraseUser } from './erase.ts'
import { keepErasures } from './erased-file.ts'

const dayMilliseconds = 24 * 60 * 60_000
const mostAtOnce = 10_000

/** What Foyer itself does to the bin. */
export const binActor = (clock: Clock) =>
  makeActor({ id: null, name: _('Foyer'), door: 'job', doorDetail: 'bin', clock, permissions: everyPermission })

type Parts = { db: Db; clock: Clock; file?: string; stopping?: AbortSignal }

/**
 * Erases whoever has been in the bin for as long as the library wishes, one at a time, and keeps their numbers in a file
 * that no backup of the database takes back.
 */
export async function eraseTheBinned({ db, clock, file, stopping }: Parts): Promise<number> {
  const actor = binActor(clock)
  if (file) await keepErasures({ db, file }, actor)
  const days = Number(await settingNow(db.read, 'bin_days'))
  const before = clock.now() - days * dayMilliseconds
  let erased = 0
  for (const id of await binnedBefore(db.read, before, mostAtOnce)) {
    if (stopping?.aborted) break
    const began = performance.now()
    await db.write((tx) => eraseUser(tx, actor, { id })).catch(passOver)
    erased += 1
    // As much room for people as this one took.
    await wait(performance.now() - began)
  }
  if (file) await keepErasures({ db, file }, actor)
  return erased
}

// Restored or erased by a person in the same moment.
function passOver(error: unknown): void {
  if (!(error instanceof Conflict || error instanceof NotFound)) throw error
}
