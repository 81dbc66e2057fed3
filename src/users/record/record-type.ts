import { eq } from 'drizzle-orm'
import type { Change, Value } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, Refusal } from '#platform/problems.ts'
import { patronRole } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import { retype } from '../contact/retyping.ts'
import type { RecordType, UserValues } from '../fields.ts'
import { missingIn } from '../fields.ts'
import { enterInSearch } from '../search-entry.ts'
import { enterRole } from '../user-roles/user-roles.ts'
import type { KnownUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import { getUser } from '../users.ts'
import { mustBeAbleTo, mustBeAsAsked } from './reasons-against.ts'
import type { TypePlan } from './record-type-plan.ts'
import { recordTypePlan } from './record-type-plan.ts'

/**
 * Gives a user another record type, with all that follows from it, in one act. `values` are those that the plan asks for.
 * False when the user had that type already. Throws Conflict while something stands against it.
 */
export async function changeRecordType(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  to: RecordType,
  { values = {}, askedAt }: { values?: UserValues; askedAt?: number | undefined } = {},
): Promise<boolean> {
  const current = await getUser(tx, user.id)
  await mustBeAbleTo(tx, actor, current, 'recordType')
  if (current.recordType === to) return false
  mustBeAsAsked(current, askedAt)
  const plan = await recordTypePlan(tx, current, to)
  if (plan.reasons.length > 0) throw new Conflict(plan.reasons.join(' '))
  const changes = diff('general', current, rowAfter(plan, to, values))
  const changed = await keepAdministrator(tx, actor.clock.today(), 'expiryDate', () => write(tx, actor, current, changes))
  changes.push(...(await retype(tx, plan.retyped)))
  if (plan.patron) changes.push(...(await enterRole(tx, actor, current, { role: patronRole })))
  const { version } = changed
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'record type changed', changes })
  await enterInSearch(tx, changed)
  return true
}

function rowAfter(plan: TypePlan, to: RecordType, values: UserValues): Record<string, unknown> {
  const after: Record<string, unknown> = { recordType: to }
  for (const { field, after: left } of plan.narrowed) after[field] = left
  for (const field of plan.asked) after[field] = values[field] ?? null
  const missing = missingIn('general', after, plan.required)
  if (missing.length > 0) throw new Refusal(missing)
  return after
}

async function write(tx: Tx, actor: Actor, { id, version }: KnownUser, changes: Change[]): Promise<User> {
  const set: Record<string, Value> = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  const [changed] = await tx
    .update(users)
    .set({ ...set, version: version + 1, changedAt: actor.now() })
    .where(eq(users.id, id))
    .returning()
  return changed as User
}
