import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { KnownUser } from '../users.queries.ts'
import type { RowStep } from './follow-plan.ts'
import type { RowWrite } from './follow-writes.ts'
import { listFor } from './follow-writes.ts'
import { rowsOfPart } from './followed.queries.ts'

type Columns = Record<string, unknown>

/** The record is not the one that was compared, or not the one that was left behind. */
export class Changed extends Conflict {}
export const changedSince = () => new Changed(_('Someone changed this user meanwhile. Nothing was written.'))

/** What the steps of a plan write, with whole rows as they are now. Throws Changed where a row is not there any more. */
export async function writesOf(tx: Tx, actor: Actor, user: KnownUser, steps: readonly RowStep[]): Promise<RowWrite[]> {
  const held = new Map<string, Awaited<ReturnType<typeof rowsOfPart>>>()
  for (const { part, does } of steps) if (does !== 'add' && !held.has(part)) held.set(part, await rowsOfPart(tx, part, user.id))
  return steps.map((step) => {
    const { part } = step
    const list = listFor(part)
    if (step.does === 'add') {
      const owned = { ...list.fresh?.(actor), origin: 'EXTERNAL', userId: user.id }
      return { part, before: null, after: { ...noFlags(part), ...step.values, ...list.derived?.(step.values), ...owned } }
    }
    const before = held.get(part)?.find(({ id }) => id === step.id)
    if (!before) throw changedSince()
    const after = step.does === 'remove' ? null : { ...step.values, ...list.derived?.(step.values) }
    return { part, id: step.id, before, after }
  })
}

// The library's own say on a note: nothing, until somebody of the library says so.
const noFlags = (part: string): Columns => (part === 'note' ? { pinned: false } : {})
