import type { Value } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { dropLocks } from './edited-fields.ts'
import type { UserValues } from './fields.ts'
import { fieldOf } from './fields.ts'
import { locksOf } from './locks.queries.ts'
import { changeUser, getUser, touchUser } from './users.ts'

export type { FieldLock } from './locks.queries.ts'
export { locksOf } from './locks.queries.ts'

/**
 * Gives a field that was changed by hand the value of the source, which is followed again from then on. False when it
 * was not changed by hand, or not any more. Throws Forbidden without the rights that changing the field needs.
 */
export async function useSourceValue(tx: Tx, actor: Actor, user: { id: number }, field: string): Promise<boolean> {
  const current = await getUser(tx, user.id)
  actor.must('edit users', current)
  const lock = (await locksOf(tx, user.id)).find((one) => one.field === field)
  if (!lock || fieldOf('general', field)?.owner === 'library') return false
  const now = ((current as Record<string, unknown>)[field] ?? null) as Value
  // Changing it back takes the mark off as well.
  if (!same(now, lock.sourceValue)) await changeUser(tx, actor, user, { [field]: lock.sourceValue } as UserValues)
  else {
    if (field === 'primaryId') actor.must('edit identifiers', current)
    if (fieldOf('general', field)?.guarded) mustOutrank(actor, current)
    await dropLocks(tx, user, [field])
    const { version } = await touchUser(tx, actor, user)
    await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'follows the source', changes: [] })
  }
  return true
}
