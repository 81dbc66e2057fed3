import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Forbidden, refuse } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import { institutionScope } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { outranks } from '#sign-in/actor.ts'
import { isLastAdministrator } from '#sign-in/administrators.ts'
import type { KnownUser } from '../users.queries.ts'

/** What may be done to a whole user, with the right that it needs. */
export const wholeRights = {
  bin: 'delete and restore users',
  restore: 'delete and restore users',
  erase: 'delete and restore users',
  recordType: 'manage roles',
  accountType: 'manage roles',
} as const satisfies Record<string, Permission>
export type WholeAct = keyof typeof wholeRights

// Users belong to the institution, and so do the lists that they stand in: not for one library to move them.
const isForInstitution = (act: WholeAct) => act === 'recordType' || act === 'accountType'

/** Whether the actor has the right to do this to a user at all. */
export const hasRight = (actor: Actor, user: KnownUser, act: WholeAct): boolean =>
  actor.may(wholeRights[act], user) && (!isForInstitution(act) || actor.mayIn(wholeRights[act], institutionScope, user))

/** Throws Forbidden without it. */
export function mustHaveRight(actor: Actor, user: KnownUser, act: WholeAct): void {
  actor.must(wholeRights[act], user)
  if (!hasRight(actor, user, act))
    throw new Forbidden(_('This is for those who manage roles in the whole institution, not in one library.'))
}

/** Of these an administrator is no more who can sign in. */
const endsAdministrator = (act: WholeAct) => act === 'bin' || act === 'accountType'

const oneself = (act: WholeAct): string =>
  act === 'bin'
    ? _('This is you. Nobody puts themselves in the bin: ask another administrator.')
    : _('This is you. Ask another administrator to change it.')
const stronger = () =>
  _('This user is staff, with rights that you do not have: it needs the right to manage roles and every right that they have.')
const last = () =>
  _('This is the last administrator who can always sign in. Make another General System Administrator without an end date first.')

/** Each reason why an actor may not do this to a user, in words; none when it can be done. */
export async function reasonsAgainst(reader: Reader, actor: Actor, user: KnownUser, act: WholeAct): Promise<string[]> {
  const reasons: string[] = []
  if (actor.id === user.id) reasons.push(oneself(act))
  else if (!outranks(actor, user)) reasons.push(stronger())
  if (endsAdministrator(act) && (await isLastAdministrator(reader, actor.clock.today(), user.id))) reasons.push(last())
  return reasons
}

/** Throws Forbidden for whoever may not do this to this user, and Refusal where the last administrator would end. */
export async function mustBeAbleTo(reader: Reader, actor: Actor, user: KnownUser, act: WholeAct): Promise<void> {
  mustHaveRight(actor, user, act)
  if (actor.id === user.id) throw new Forbidden(oneself(act))
  if (!outranks(actor, user)) throw new Forbidden(stronger())
  if (endsAdministrator(act) && (await isLastAdministrator(reader, actor.clock.today(), user.id))) refuse('', last())
}

/** Throws Conflict when somebody saved since the question was asked: what it said may be no longer true. */
export function mustBeAsAsked(user: { version: number }, askedAt: number | undefined): void {
  if (askedAt !== undefined && askedAt !== user.version)
    throw new Conflict(_('Someone changed this user since you were asked. Look at it as it is now, and decide again.'))
}
