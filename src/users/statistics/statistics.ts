import { describer } from '#code-tables/code-tables.queries.ts'
import type { Edit } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { missingIn } from '../fields.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { statisticsOf } from './statistics.queries.ts'
import { statistics } from './statistics.table.ts'

type Values = Record<string, unknown>
export type NewStatistic = { category: string; note?: string | null }

const fresh = () => ({ origin: 'INTERNAL' })
const list: List = { part: 'statistic', table: statistics, permission: 'edit users', fresh }

export { list as statisticList }

/** Counts a user by a category. Throws Refusal without one, and for one that the user is counted by already. */
export async function addStatistic(tx: Tx, actor: Actor, user: User, values: Values): Promise<number> {
  mustStand({ category: null, ...values })
  const id = await addRow(tx, actor, user, list, values)
  await mustBeOnce(tx, user, values.category)
  return id
}

/** Changes a category or its note; what others changed meanwhile is merged. */
export async function changeStatistic(
  tx: Tx,
  actor: Actor,
  user: User,
  id: number,
  values: Values,
  edit: Edit,
): Promise<Changed> {
  mustStand(values)
  const changed = await changeRow(tx, actor, user, list, id, values, edit)
  await mustBeOnce(tx, user, changed.changes.find(({ field }) => field === 'category')?.after)
  return changed
}

export const removeStatistic = (tx: Tx, actor: Actor, user: User, id: number) => removeRow(tx, actor, user, list, id)

function mustStand(values: Values): void {
  const missing = missingIn('statistic', values)
  if (missing.length > 0) throw new Refusal(missing)
}

// Asked when it is written, so that a merge is judged as well; the refusal takes all of it back.
async function mustBeOnce(tx: Tx, user: { id: number }, category: unknown): Promise<void> {
  const same = (await statisticsOf(tx, user.id)).filter((row) => row.category === category)
  if (same.length > 1) {
    const name = (await describer(tx))('StatisticalCategories', String(category))
    refuse('category', _('This user is counted by {name} already. Choose another category, or edit that one.', { name }))
  }
}

const insert = inserter(statistics)

/** Enters what a new user is counted by; `origin` where a source owns it. Part of creating a user. */
export async function enterStatistics(
  tx: Tx,
  user: { id: number; origin?: 'EXTERNAL' | undefined },
  rows: NewStatistic[],
): Promise<Change[]> {
  const changes: Change[] = []
  for (const row of rows) {
    const id = await insert(tx, { ...row, origin: user.origin ?? 'INTERNAL', userId: user.id })
    await mustBeOnce(tx, user, row.category)
    changes.push(...diff('statistic', {}, row, id))
  }
  return changes
}
