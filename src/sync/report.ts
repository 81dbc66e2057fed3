import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'

/** Writes down that what a run says of people was taken out of the house: before the first line leaves. */
export async function recordReport(tx: Tx, actor: Actor, run: { id: number }): Promise<void> {
  actor.must('synchronise')
  const changes = [{ part: 'sync run', field: 'report', before: null, after: true }]
  await recordChange(tx, actor, { subject: 'sync run', subjectId: run.id, version: 0, action: 'exported', changes })
}
