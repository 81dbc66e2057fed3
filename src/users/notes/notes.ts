import type { Edit } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, Refusal } from '#platform/problems.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'
import { missingIn, noteFields } from '../fields.ts'
import { mayChangeOwned } from '../owned.ts'
import { askAgain } from '../popups.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { getUser, touchUser } from '../users.ts'
import type { Note } from './notes.queries.ts'
import { notesNamed } from './notes.queries.ts'
import { notes } from './notes.table.ts'

type Values = Record<string, unknown>
export type NewNote = {
  type: string
  text: string
  userViewable?: boolean
  popup?: boolean
  pinned?: boolean
  ownerLibrary?: string | null
}

const insert = inserter(notes)
const complete = ({ type, text, userViewable = false, popup = false, pinned = false, ownerLibrary = null }: Values) => ({
  type: type as string,
  text: text as string,
  userViewable: userViewable === true,
  popup: popup === true,
  pinned: pinned === true,
  ownerLibrary: ownerLibrary as string | null,
})
const empty = Object.fromEntries(Object.keys(noteFields).map((field) => [field, null]))

const list: List = {
  part: 'note',
  table: notes,
  permission: 'edit notes',
  fresh: (actor) => ({ createdAt: actor.now(), createdBy: actor.name, origin: 'INTERNAL' }),
}

export { list as noteList }

/** Whether the actor may change a note: one that belongs to a library only with a role for it, or for all libraries. */
export const mayEditNote = (actor: Actor, user: Touched, { ownerLibrary }: { ownerLibrary: string | null }): boolean =>
  mayChangeOwned(actor, 'edit notes', user, ownerLibrary)

function mustOwn(actor: Actor, user: Touched, ...owners: unknown[]): void {
  actor.must('edit notes', user)
  if (!owners.every((owner) => mayChangeOwned(actor, 'edit notes', user, owner)))
    throw new Forbidden(_('This note belongs to a library for which your roles do not hold. Only its own staff changes it.'))
}

/** Writes a note on a user. Throws Refusal without type or text. */
export async function addNote(tx: Tx, actor: Actor, user: User, values: Values): Promise<number> {
  mustStand({ type: null, text: null, ...values })
  mustOwn(actor, await getUser(tx, user.id), values.ownerLibrary)
  return addRow(tx, actor, user, list, { ...complete(values), id: values.id, origin: values.origin })
}

/** Changes a note; what others changed meanwhile is merged. Who acknowledged what it said is asked again. */
export async function changeNote(tx: Tx, actor: Actor, user: User, id: number, values: Values, edit: Edit): Promise<Changed> {
  mustStand(values)
  await mustOwnThese(tx, actor, user, [id], values.ownerLibrary)
  const changed = await changeRow(tx, actor, user, list, id, values, edit)
  if (changed.changes.some(({ field }) => field === 'text' || field === 'popup')) await askAgain(tx, id)
  return changed
}

export async function removeNote(tx: Tx, actor: Actor, user: User, id: number): Promise<void> {
  await mustOwnThese(tx, actor, user, [id])
  await removeRow(tx, actor, user, list, id)
}

async function mustOwnThese(tx: Tx, actor: Actor, user: { id: number }, ids: number[], ...more: unknown[]): Promise<void> {
  mustOwn(
    actor,
    await getUser(tx, user.id),
    ...more,
    ...(await notesNamed(tx, user.id, ids)).map(({ ownerLibrary }) => ownerLibrary),
  )
}

/** Removes several notes in one act. Answers those it removed: others may have removed some before. */
export async function removeNotes(tx: Tx, actor: Actor, user: User, ids: number[]): Promise<Note[]> {
  const touched = await getUser(tx, user.id)
  actor.must('edit notes', touched)
  const found = await notesNamed(tx, user.id, ids)
  if (found.length === 0) return []
  mustOwn(actor, touched, ...found.map(({ ownerLibrary }) => ownerLibrary))
  const numbers = found.map(({ id }) => id)
  await tx.delete(notes).where(inList(notes.id, numbers))
  const { version } = await touchUser(tx, actor, user)
  const changes = found.flatMap((note) => diff('note', note, empty, note.id))
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'removed', changes })
  return found
}

function mustStand(values: Values): void {
  const missing = missingIn('note', values)
  if (missing.length > 0) throw new Refusal(missing)
}

/** Enters the notes of a new user; `origin` where a source owns them. Part of creating a user. */
export async function enterNotes(
  tx: Tx,
  actor: Actor,
  user: { id: number; origin?: 'EXTERNAL' | undefined },
  rows: NewNote[],
): Promise<Change[]> {
  if (rows.length === 0) return []
  actor.must('edit notes')
  const owned = { userId: user.id, createdAt: actor.now(), createdBy: actor.name, origin: user.origin ?? 'INTERNAL' }
  const changes: Change[] = []
  for (const row of rows) {
    const values = complete(row)
    const id = await insert(tx, { ...values, ...owned })
    changes.push(...diff('note', {}, values, id))
  }
  return changes
}
