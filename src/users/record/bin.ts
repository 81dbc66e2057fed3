import { eq } from 'drizzle-orm'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { endAccess } from '#sign-in/end-access.ts'
import { enterInSearch } from '../search-entry.ts'
import type { KnownUser } from '../users.queries.ts'
import { findUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import { mustBeAbleTo, mustBeAsAsked } from './reasons-against.ts'

/** Puts a user in the bin: nobody finds or changes it there, and it signs in no more. False when it was there already. */
export async function binUser(tx: Tx, actor: Actor, user: { id: number }, askedAt?: number): Promise<boolean> {
  const current = await getAnyUser(tx, user.id)
  await mustBeAbleTo(tx, actor, current, 'bin')
  if (current.binnedAt !== null) return false
  mustBeAsAsked(current, askedAt)
  await endAccess(tx, current)
  await move(tx, actor, current, { binnedAt: actor.now(), binnedBy: actor.name })
  return true
}

/**
 * Takes a user out of the bin, as it was. Its roles come back with it, so it needs every right that they give. False
 * when it was not there any more.
 */
export async function restoreUser(tx: Tx, actor: Actor, user: { id: number }): Promise<boolean> {
  const current = await getAnyUser(tx, user.id)
  await mustBeAbleTo(tx, actor, current, 'restore')
  if (current.binnedAt === null) return false
  await move(tx, actor, current, { binnedAt: null, binnedBy: null })
  return true
}

/** The user as the database holds it now, in the bin or not. Throws NotFound when there is none. */
export async function getAnyUser(tx: Tx, id: number): Promise<KnownUser> {
  const user = await findUser(tx, id)
  if (!user) throw new NotFound(_('There is no such user. It may have been erased meanwhile.'))
  return user
}

async function move(tx: Tx, actor: Actor, user: User, place: Pick<User, 'binnedAt' | 'binnedBy'>): Promise<void> {
  const version = user.version + 1
  const [moved] = await tx
    .update(users)
    .set({ ...place, version, changedAt: actor.now() })
    .where(eq(users.id, user.id))
    .returning()
  const action = place.binnedAt === null ? 'restored' : 'moved to the bin'
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action, changes: [] })
  await enterInSearch(tx, moved as User)
}
