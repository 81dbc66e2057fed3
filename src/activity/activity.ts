import type { ChangeRow } from '#history/history.queries.ts'
import type { Change } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Filter } from './filter.ts'

/** What an actor may see of a change: what one may not see does not exist. Undefined when that is nothing. */
export function seenBy(actor: Actor, row: ChangeRow): ChangeRow | undefined {
  if (row.subject === 'user' && !(actor.may('see users') && actor.may('see history'))) return undefined
  if (actor.may('see notes')) return row
  const items = row.items.filter(({ part }) => part !== 'note')
  return items.length === 0 && row.items.length > 0 ? undefined : { ...row, items }
}

/** Writes down that the history was taken out of the house, and which part of it: before the first line leaves. */
export async function recordExport(tx: Tx, actor: Actor, filter: Filter): Promise<void> {
  actor.must('see activity')
  const asked = Object.entries(filter).filter(([, value]) => value !== '')
  const changes: Change[] = asked.map(([field, after]) => ({ part: 'activity', field, before: null, after }))
  const all: Change = { part: 'activity', field: 'everything', before: null, after: true }
  const act = { subject: 'activity', subjectId: 0, version: 0, action: 'exported' }
  await recordChange(tx, actor, { ...act, changes: changes.length > 0 ? changes : [all] })
}
