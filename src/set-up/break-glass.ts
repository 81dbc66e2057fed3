import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { administratorRole, institutionScope } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { setPassword } from '#sign-in/passwords.ts'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { changeRole, grantRole } from '#users/user-roles/user-roles.ts'
import { changeUser, getUser } from '#users/users.ts'

/**
 * Makes sure that somebody can sign in as administrator now: active, not expired, not locked, with the role and a new
 * password. For the day on which nobody else can. Answers what was done, in words.
 */
export async function breakGlass(tx: Tx, actor: Actor, { id }: { id: number }, passwordHash: string): Promise<string[]> {
  const user = await getUser(tx, id)
  mustBePossible(user)
  const { changes } = await changeUser(tx, actor, user, { status: 'ACTIVE', expiryDate: null })
  const changed = new Set(changes.map((change) => change.field))
  const locked = ((await findCredentials(tx, id))?.lockedUntil ?? 0) > actor.now()
  const role = await giveAdministrator(tx, actor, user)
  await setPassword(tx, actor, user, { hash: passwordHash, mustChange: false })
  return [
    changed.has('status') && _('The record was made active.'),
    changed.has('expiryDate') && _('The expiration date was taken away.'),
    locked && _('The account was unlocked.'),
    role,
    _('The password was set, and all sessions of this user have ended.'),
  ].filter((words) => words !== false && words !== undefined)
}

function mustBePossible(user: { accountType: string; recordType: string }): void {
  if (user.accountType !== 'INTERNAL')
    throw new Conflict(
      _('This user signs in with the institution’s own system, not with a password. Use create-admin to make another one.'),
    )
  if (user.recordType === 'CONTACT')
    throw new Conflict(_('This user is a contact, and contacts have no roles. Use create-admin to make another one.'))
}

async function giveAdministrator(tx: Tx, actor: Actor, user: { id: number }): Promise<string | undefined> {
  const held = (await userRolesOf(tx, user.id)).find(
    ({ role, scope }) => role === administratorRole && scope === institutionScope,
  )
  if (!held) {
    await grantRole(tx, actor, user, { role: administratorRole })
    return _('The role General System Administrator was given.')
  }
  const { changes } = await changeRole(tx, actor, user, held.id, {
    status: 'ACTIVE',
    expiryDate: null,
    cantEditRestricted: false,
  })
  return changes.length > 0
    ? _('The role General System Administrator was made active, without an end date or limit.')
    : undefined
}
