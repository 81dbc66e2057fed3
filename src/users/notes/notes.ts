import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import type { Actor } from '#sign-in/actor.ts'
import { notes } from './notes.table.ts'

export type NewNote = { type: string; text: string; userViewable?: boolean; popup?: boolean }

const insert = inserter(notes)

/** Enters the notes of a new user. Part of creating a user. */
export async function enterNotes(tx: Tx, actor: Actor, user: { id: number }, rows: NewNote[]): Promise<Change[]> {
  if (rows.length === 0) return []
  actor.must('edit notes', user)
  const changes: Change[] = []
  for (const row of rows) {
    const values = { type: row.type, text: row.text, userViewable: row.userViewable ?? false, popup: row.popup ?? false }
    const id = await insert(tx, { ...values, userId: user.id, createdAt: actor.now(), createdBy: actor.name, origin: 'INTERNAL' })
    changes.push(...diff('note', {}, values, id))
  }
  return changes
}
