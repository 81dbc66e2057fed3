import { and, eq } from 'drizzle-orm'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, Refusal, refuse } from '#platform/problems.ts'
import { institutionScope, patronRole, roleByCode, roleName } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { getUser, touchUser } from '../users.ts'
import { userRoles } from './user-roles.table.ts'

export type NewRole = { role: number; scope?: string; expiryDate?: string | null }

const insert = inserter(userRoles)

/** Gives a user a role. The rules of granting stand here, below every door. */
export async function grantRole(tx: Tx, actor: Actor, user: { id: number }, granted: NewRole): Promise<void> {
  const current = await getUser(tx, user.id)
  mustGrant(actor, user, granted.role)
  if (current.recordType === 'CONTACT') refuse('role', _('A contact has no roles.'))
  const scope = granted.scope ?? institutionScope
  const [held] = await tx
    .select({ id: userRoles.id })
    .from(userRoles)
    .where(and(eq(userRoles.userId, user.id), eq(userRoles.role, granted.role), eq(userRoles.scope, scope)))
  if (held) refuse('role', _('This user already holds the role {name}.', { name: roleName(granted.role) }))
  const changes = await enterRole(tx, user, granted)
  const { version } = await touchUser(tx, actor, user)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'role granted', changes })
}

/** Never on oneself; only what one's own roles permit. Foyer itself gives Patron to each new Public user. */
function mustGrant(actor: Actor, user: { id: number }, code: number): void {
  actor.must('manage roles', user)
  const role = roleByCode(code)
  if (!role) throw new Refusal([{ field: 'role', message: _('There is no role {code}.', { code: String(code) }) }])
  if (actor.id === user.id) throw new Forbidden(_('Nobody changes their own roles. Ask another administrator.'))
  if (!role.permits.every((permission) => actor.may(permission))) {
    throw new Forbidden(_('{name} permits more than your own roles do, so you cannot give it.', { name: role.name }))
  }
}

/** Enters a role that a rule of the house gives, without asking for rights. */
export async function enterRole(
  tx: Tx,
  user: { id: number },
  { role, scope = institutionScope, expiryDate = null }: NewRole,
): Promise<Change[]> {
  const values = { role, scope, status: 'ACTIVE', expiryDate }
  const id = await insert(tx, { ...values, userId: user.id })
  return diff('role', {}, values, id)
}

/** Patron for each new Public user, whatever the door. */
export const enterPatron = async (tx: Tx, user: { id: number; recordType: string }): Promise<Change[]> =>
  user.recordType === 'PUBLIC' ? enterRole(tx, user, { role: patronRole }) : []
