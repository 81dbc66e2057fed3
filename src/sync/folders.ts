import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Inbox, Taken } from './inbox.ts'
import { takeNext } from './inbox.ts'
import type { SyncProfile } from './profiles.table.ts'
import { runSince } from './runs.queries.ts'
import type { NewRun } from './runs.ts'

type Start = (actor: Actor, asked: NewRun & { profile: SyncProfile }) => Promise<number>
export type FolderParts = { db: Db; clock: Clock; inbox: Inbox; start: Start }
type Choice = Pick<NewRun, 'action' | 'dryRun' | 'full'>

/** Begins a run with the next file of a profile's folder, if one lies ready. */
export async function takeFromFolder(parts: FolderParts, actor: Actor, profile: SyncProfile, choice: Choice): Promise<Taken> {
  const { db, clock, inbox, start } = parts
  if (!profile.folder)
    throw new Conflict(
      _('{name} has no folder to take files from. Give the file, or name a folder in the profile.', { name: profile.name }),
    )
  const starter = {
    start: (file: { path: string; name: string }) => start(actor, { profile, file, ...choice }),
    runSince: ({ hash }: { hash: string }, since: number) => runSince(db.read, profile.id, hash, since),
  }
  return takeNext(inbox, profile.folder, starter, { now: clock.now })
}
