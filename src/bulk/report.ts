import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustChangeMany } from './changes.ts'

/** Writes down that what a change says of people was taken out of the house: before the first line leaves. */
export async function recordReport(tx: Tx, actor: Actor, change: { id: number }): Promise<void> {
  mustChangeMany(actor)
  const changes = [{ part: 'bulk change', field: 'report', before: null, after: true }]
  await recordChange(tx, actor, { subject: 'bulk change', subjectId: change.id, version: 0, action: 'exported', changes })
}
