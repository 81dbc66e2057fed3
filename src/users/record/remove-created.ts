import { eq } from 'drizzle-orm'
import { emptyChangesOf } from '#history/empty-changes.ts'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { dropEntry } from '#search-index/search-index.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import type { KnownUser } from '../users.queries.ts'
import { users } from '../users.table.ts'
import { getUser } from '../users.ts'
import { rowsHeld } from './bin.queries.ts'
import { Changed } from './follow.ts'

/**
 * Takes a creation back: the record goes for good, as if it had never been made, and its history tells of it without
 * values. Throws Changed where somebody wrote to it since, Conflict where something holds it.
 */
export async function removeCreated(tx: Tx, actor: Actor, user: { id: number }, version: number): Promise<void> {
  const current = await getUser(tx, user.id)
  actor.must('delete and restore users', current)
  mustOutrank(actor, current)
  if (current.version !== version) throw new Changed(_('Someone changed this user since it was made. It stays.'))
  const reasons = await reasonsToStay(tx, current)
  if (reasons.length > 0) throw new Conflict(reasons.join(' '))
  await keepAdministrator(tx, actor.clock.today(), '', async () => {
    await dropEntry(tx, current.id)
    await tx.delete(users).where(eq(users.id, current.id))
  })
  await emptyChangesOf(tx, 'user', current.id)
  const act = { subject: 'user', subjectId: current.id, version: version + 1, action: 'creation taken back', changes: [] }
  await recordChange(tx, actor, act)
}

/** What others tied to the record since, which does not show in its version. */
async function reasonsToStay(tx: Tx, { id, photo }: KnownUser): Promise<string[]> {
  const held = await rowsHeld(tx, id)
  const reasons: string[] = []
  if (held.proxies > 0) reasons.push(_('Somebody acts for this user. Take them off as a proxy first.'))
  if (held.sponsors > 0) reasons.push(_('This user acts for somebody. Take that off first.'))
  if (held.attachments > 0 || photo !== null) reasons.push(_('This user has a photo or attached files. Remove them first.'))
  return reasons
}
