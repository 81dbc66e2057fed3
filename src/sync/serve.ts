import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clearLeftovers } from '#files/disk.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { makeActor } from '#sign-in/actor.ts'
import { makeEngine } from './engine.ts'
import type { FolderParts } from './folders.ts'
import { takeFromFolder } from './folders.ts'
import type { Inbox } from './inbox.ts'
import { profileNumbered, scheduledProfiles } from './profiles.queries.ts'
import type { Runner } from './runner.ts'
import { watchSchedules } from './schedule.ts'

type Parts = {
  db: Db
  clock: Clock
  timeZone: string
  folder: string
  inbox: string
  runner: Runner
  onError(error: unknown): void
}

/** Synchronisation beside a server: what broke off goes on, and folders are looked into when their schedules say so. */
export function serveSync({ db, clock, timeZone, folder, inbox: place, runner, onError }: Parts) {
  mkdirSync(place, { recursive: true, mode: 0o700 })
  // Nobody sends a file yet: what lies there is of uploads that broke off.
  for (const one of [folder, join(folder, 'inbox')]) void clearLeftovers(one, { all: true }).catch(onError)
  const engine = makeEngine({ db, folder, runner })
  const inbox: Inbox = { folder: place, kept: join(folder, 'inbox') }
  runner.wake()
  const schedules = watchSchedules({
    timeZone,
    profiles: () => scheduledProfiles(db.read),
    due: (id) => lookAfter({ db, clock, start: engine.start, inbox }, id),
    onError,
  })
  return {
    engine,
    folder,
    inbox,
    async stop() {
      await schedules.stop()
      await runner.stop()
    },
  }
}

/** Begins a run with the next file of a profile's folder, if one lies ready. Answers its number. */
export async function lookAfter(parts: FolderParts, id: number): Promise<number | undefined> {
  const profile = await profileNumbered(parts.db.read, id)
  if (!profile?.folder || !profile.enabled) return undefined
  const permissions = new Set(['synchronise'] as const)
  const actor = makeActor({ id: null, name: _('Schedule'), door: 'job', clock: parts.clock, permissions })
  const choice = { action: 'synchronise', dryRun: false, full: profile.fullFiles } as const
  return (await takeFromFolder(parts, actor, profile, choice)).run
}
