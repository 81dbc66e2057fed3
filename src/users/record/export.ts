import type { Change } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { getUser } from '../users.ts'

export const exportForms = ['html', 'json'] as const
/** What somebody takes along of a person: as a page to read or as data, and whether with the notes that only staff see. */
export type WantedExport = { form: (typeof exportForms)[number]; staffNotes: boolean }

/** Writes down that all data of one person is handed out, in which form: to be done before the first byte leaves. */
export async function recordUserExport(tx: Tx, actor: Actor, user: { id: number }, wanted: WantedExport): Promise<void> {
  const { id, version, ...held } = await getUser(tx, user.id)
  actor.must('see users')
  actor.must('export and change many', { id, ...held })
  if (wanted.staffNotes) actor.must('see notes')
  const told = (field: string, after: string | boolean): Change => ({ part: 'export', field, before: null, after })
  const changes = [told('exportForm', wanted.form.toUpperCase()), ...(wanted.staffNotes ? [told('staffNotes', true)] : [])]
  await recordChange(tx, actor, { subject: 'user', subjectId: id, version, action: 'data exported', changes })
}
