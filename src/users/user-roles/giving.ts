import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { getUser } from '../users.ts'
import type { Offer } from './offers.ts'
import { copyOffers, isOpen, markOf, profileOffers } from './offers.ts'
import { grantRoles } from './user-roles.ts'

/** What was shown before, as `markOf` tells it. Without it the act goes ahead as things are. */
export type Shown = { mark?: string | undefined }

/** Gives a user the roles of a profile that it does not hold: all of them, or none where the actor may not give one. */
export async function giveFromProfile(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  profileId: number,
  { mark }: Shown = {},
): Promise<number[]> {
  const current = await getUser(tx, user.id)
  actor.must('manage roles', current)
  const offers = await profileOffers(tx, actor, current, profileId)
  mustBeAsShown(offers, mark)
  const missing = offers.filter(({ held }) => held === undefined)
  if (missing.length === 0) refuse('profile', _('There is nothing to give: this user has all roles of the profile already.'))
  return grantRoles(
    tx,
    actor,
    user,
    missing.map(({ role }) => role),
  )
}

/** Gives a user the roles that another one holds today, but for those that the actor may not give. */
export async function copyRoles(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  from: { id: number },
  { mark }: Shown = {},
): Promise<number[]> {
  const current = await getUser(tx, user.id)
  actor.must('manage roles', current)
  if (from.id === user.id) refuse('from', _('This is the user itself. Enter an identifier of somebody else.'))
  const offers = await copyOffers(tx, actor, current, from)
  mustBeAsShown(offers, mark)
  const open = offers.filter(isOpen)
  if (open.length === 0) refuse('from', _('There is nothing to give: none of those roles can be copied.'))
  return grantRoles(
    tx,
    actor,
    user,
    open.map(({ role }) => role),
  )
}

function mustBeAsShown(offers: readonly Offer[], mark: string | undefined): void {
  if (mark !== undefined && mark !== markOf(offers))
    throw new Conflict(_('Something changed since you looked. The roles stand here as they would be given now: look again.'))
}
