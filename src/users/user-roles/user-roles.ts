import { and, eq, inArray } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import { administratorRole, institutionScope, patronRole, roleByCode, roleName } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import { missingIn } from '../fields.ts'
import type { List } from '../rows.ts'
import { rowOf } from '../rows.ts'
import type { Changed } from '../users.ts'
import { getUser, touchUser } from '../users.ts'
import { mustGive } from './granting.ts'
import { userRoles } from './user-roles.table.ts'

export type NewRole = { role: number; scope?: string; expiryDate?: string | null }
export type NewRoles = { roles: readonly number[]; scope?: string; expiryDate?: string | null }
export type HeldRow = typeof userRoles.$inferSelect

const list: List = { part: 'role', table: userRoles, permission: 'manage roles' }
const insert = inserter(userRoles)

/** Gives a user roles, all of them or none. The rules of granting stand here, below every door. Answers the rows' numbers. */
export async function grantRoles(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  { roles, scope = institutionScope, expiryDate = null }: NewRoles,
): Promise<number[]> {
  const current = await getUser(tx, user.id)
  actor.must('manage roles', user)
  mustBeKnown(roles, scope)
  for (const role of roles) mustGive(actor, user, { role, scope })
  if (current.recordType === 'CONTACT') refuse('role', _('A contact has no roles.'))
  await mustBeNew(tx, user, roles, scope)
  const changes: Change[] = []
  for (const role of new Set(roles)) changes.push(...(await enterRole(tx, user, { role, scope, expiryDate })))
  await record(tx, actor, user, 'role granted', changes)
  return [...new Set(changes.flatMap(({ row }) => row ?? []))]
}

export const grantRole = (tx: Tx, actor: Actor, user: { id: number }, { role, ...more }: NewRole): Promise<number[]> =>
  grantRoles(tx, actor, user, { roles: [role], ...more })

function mustBeKnown(roles: readonly number[], scope: string): void {
  const unknown = roles.filter((role) => !roleByCode(role))
  const problems = unknown.map((role) => ({ field: 'role', message: _('There is no role {code}.', { code: String(role) }) }))
  if (roles.length === 0) problems.push({ field: 'role', message: _('Role is required. Choose one.') })
  if (scope !== institutionScope) problems.push({ field: 'scope', message: _('There is no scope {scope}.', { scope }) })
  if (problems.length > 0) throw new Refusal(problems)
}

async function mustBeNew(tx: Tx, user: { id: number }, roles: readonly number[], scope: string): Promise<void> {
  const held = await tx
    .select({ role: userRoles.role, status: userRoles.status })
    .from(userRoles)
    .where(and(eq(userRoles.userId, user.id), eq(userRoles.scope, scope), inArray(userRoles.role, [...roles])))
  const words = (status: string) =>
    status === 'ACTIVE'
      ? _('This user already holds the role {name}.')
      : _('This user holds the role {name} already, inactive. Edit it to make it active again.')
  const problems = held.map(({ role, status }) => ({ field: 'role', message: _(words(status), { name: roleName(role) }) }))
  if (problems.length > 0) throw new Refusal(problems)
}

/** Changes status or expiry of a role that is held; what others changed meanwhile is merged. */
export async function changeRole(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  id: number,
  typed: { status?: string | null; expiryDate?: string | null },
  edit: Edit = {},
): Promise<Changed> {
  const held = await takeable(tx, actor, user, id)
  const { version } = await getUser(tx, user.id)
  const place = { subject: 'user', subjectId: user.id, part: 'role', row: id }
  const { values, theirs } = await mergeSince(tx, place, { version, values: held }, typed, edit)
  const missing = missingIn('role', values)
  if (missing.length > 0) throw new Refusal(missing)
  return { changes: await write(tx, actor, user, held, values, 'role changed'), theirs }
}

/** Ends a role: it permits nothing from now on, stays on the record, and can be made active again. */
export async function endRole(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<Change[]> {
  const held = await takeable(tx, actor, user, id)
  return write(tx, actor, user, held, { status: 'INACTIVE' }, 'role ended')
}

/** Takes a role off the record. */
export async function removeRole(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<void> {
  const held = await takeable(tx, actor, user, id)
  await keeping(tx, actor, held, '', () => tx.delete(userRoles).where(eq(userRoles.id, id)))
  const { role, scope, status, expiryDate } = held
  const gone = { role: null, scope: null, status: null, expiryDate: null }
  await record(tx, actor, user, 'role removed', diff('role', { role, scope, status, expiryDate }, gone, id))
}

/** A role of the user that the actor may take or change. */
async function takeable(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<HeldRow> {
  actor.must('manage roles', user)
  const held = (await rowOf(tx, user, list, id)) as HeldRow
  mustGive(actor, user, held)
  return held
}

async function write(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  held: HeldRow,
  values: Record<string, unknown>,
  action: string,
): Promise<Change[]> {
  const changes = diff('role', held, values, held.id)
  if (changes.length === 0) return changes
  const set = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  const field = action === 'role ended' ? '' : (changes[0]?.field ?? '')
  await keeping(tx, actor, held, field, () => tx.update(userRoles).set(set).where(eq(userRoles.id, held.id)))
  // The role itself rides along unchanged: the history says which one it was.
  const which: Change = { part: 'role', row: held.id, field: 'role', before: held.role, after: held.role }
  await record(tx, actor, user, action, [which, ...changes])
  return changes
}

const keeping = async (tx: Tx, actor: Actor, held: HeldRow, field: string, work: () => PromiseLike<unknown>): Promise<unknown> =>
  held.role === administratorRole ? keepAdministrator(tx, actor.clock.today(), field, async () => work()) : work()

async function record(tx: Tx, actor: Actor, user: { id: number }, action: string, changes: Change[]): Promise<void> {
  const { version } = await touchUser(tx, actor, user)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action, changes })
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
