import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import { administratorRole, institutionScope } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import { missingIn } from '../fields.ts'
import type { List } from '../rows.ts'
import { rowOf } from '../rows.ts'
import type { KnownUser } from '../users.queries.ts'
import type { Changed } from '../users.ts'
import { getUser, touchUser } from '../users.ts'
import { mustGive } from './granting.ts'
import type { RoleValues } from './role-values.ts'
import { mustBeKnown, mustBeNew, parametersOf, valuesOf } from './role-values.ts'
import { userRoles } from './user-roles.table.ts'

/** A role to be given. Without a scope it holds for the whole institution. */
export type NewRole = Partial<RoleValues> & {
  role: number
  profileId?: number | null /** The number of a row that comes back. */
  id?: number
}
export type HeldRow = typeof userRoles.$inferSelect

const list: List = { part: 'role', table: userRoles, permission: 'manage roles' }

export { list as roleList }

const insert = inserter(userRoles)

/** Gives a user roles, all of them or none. The rules of granting stand here, below every door. Answers the rows' numbers. */
export async function grantRoles(tx: Tx, actor: Actor, user: { id: number }, roles: readonly NewRole[]): Promise<number[]> {
  const current = await getUser(tx, user.id)
  actor.must('manage roles', current)
  const wanted = new Map(roles.map((role) => [`${role.role} ${role.scope ?? institutionScope}`, role]))
  for (const role of wanted.values())
    mustGive(actor, current, { scope: institutionScope, ...role, parameters: parametersOf(role) })
  if (wanted.size === 0) refuse('role', _('Role is required. Choose one.'))
  await mustBeKnown(tx, [...wanted.values()])
  if (current.recordType === 'CONTACT') refuse('role', _('A contact has no roles.'))
  mustBeNew(current.held, [...wanted.values()])
  const changes: Change[] = []
  for (const role of wanted.values()) changes.push(...(await enterRole(tx, actor, current, role)))
  await record(tx, actor, user, 'role granted', changes)
  return [...new Set(changes.flatMap(({ row }) => row ?? []))]
}

export const grantRole = (tx: Tx, actor: Actor, user: { id: number }, role: NewRole): Promise<number[]> =>
  grantRoles(tx, actor, user, [role])

/** Changes status, expiry or what else a held role carries; what others changed meanwhile is merged. */
export async function changeRole(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  id: number,
  typed: Partial<Omit<RoleValues, 'role' | 'scope'>> & { status?: string | null },
  edit: Edit = {},
): Promise<Changed> {
  const { held, current } = await takeable(tx, actor, user, id)
  const before = valuesOf(held)
  const place = { subject: 'user', subjectId: user.id, part: 'role', row: id }
  const { values, theirs } = await mergeSince(tx, place, { version: current.version, values: before }, typed, edit)
  const missing = missingIn('role', values)
  if (missing.length > 0) throw new Refusal(missing)
  const after = { ...before, ...values }
  mustGive(actor, current, { ...after, parameters: parametersOf(after) })
  await mustBeKnown(tx, [after], before)
  return { changes: await write(tx, actor, user, held, values, 'role changed'), theirs }
}

/** Ends a role: it permits nothing from now on, stays on the record, and can be made active again. */
export async function endRole(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<Change[]> {
  const { held } = await takeable(tx, actor, user, id)
  return write(tx, actor, user, held, { status: 'INACTIVE' }, 'role ended')
}

/** Takes a role off the record. */
export async function removeRole(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<void> {
  const { held } = await takeable(tx, actor, user, id)
  await keeping(tx, actor, held, '', () => tx.delete(userRoles).where(eq(userRoles.id, id)))
  const values = said(valuesOf(held))
  const gone = Object.fromEntries(Object.keys(values).map((name) => [name, null]))
  await record(tx, actor, user, 'role removed', diff('role', values, gone, id))
}

/** A role of the user that the actor may take or change. */
async function takeable(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<{ held: HeldRow; current: KnownUser }> {
  const current = await getUser(tx, user.id)
  actor.must('manage roles', current)
  const held = (await rowOf(tx, user, list, id)) as HeldRow
  mustGive(actor, current, held)
  return { held, current }
}

async function write(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  held: HeldRow,
  values: Record<string, unknown>,
  action: string,
): Promise<Change[]> {
  const before = valuesOf(held)
  const changes = diff('role', before, values, held.id)
  if (changes.length === 0) return changes
  const after = { ...before, ...Object.fromEntries(changes.map((change) => [change.field, change.after])) } as RoleValues
  const set = { status: after.status, expiryDate: after.expiryDate, parameters: parametersOf(after) }
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
export async function enterRole(tx: Tx, actor: Actor, user: { id: number }, role: NewRole): Promise<Change[]> {
  const values = {
    ...valuesOf({ parameters: null, scope: institutionScope, expiryDate: null, ...role }),
    ...role,
    status: 'ACTIVE',
  }
  const { profileId = null, id: old, ...fields } = values
  const row = {
    userId: user.id,
    role: fields.role,
    scope: fields.scope,
    status: fields.status,
    expiryDate: fields.expiryDate,
    parameters: parametersOf(fields),
    grantedAt: actor.now(),
    grantedBy: actor.name,
    profileId,
  }
  const [back] = old
    ? await tx
        .insert(userRoles)
        .values({ ...row, id: old })
        .returning({ id: userRoles.id })
    : []
  return diff('role', {}, said(fields), back?.id ?? (await insert(tx, row)))
}

// What a role does not carry is not worth a word of its history.
const said = (values: RoleValues) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== false))
