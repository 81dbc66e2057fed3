import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Popup } from './popups.queries.ts'
import { waitingPopups } from './popups.queries.ts'
import { acknowledgements } from './popups.table.ts'

/** A pop-up note as somebody read it: with another text it is another one. */
export const markOf = ({ id, text }: Popup): string =>
  `${id}:${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`

/** Writes down which pop-up notes a session acknowledged, those that still read as they did. Answers the others. */
export async function acknowledgePopups(tx: Tx, actor: Actor, user: { id: number }, session: string, marks: string[]) {
  actor.must('see notes')
  const read = (await waitingPopups(tx, user.id, session)).filter((popup) => marks.includes(markOf(popup)))
  if (read.length > 0) await tx.insert(acknowledgements).values(read.map((popup) => ({ sessionId: session, noteId: popup.id })))
  return { read, left: await waitingPopups(tx, user.id, session) }
}

/** To be called by each verb that makes a note pop up, or changes what it says: everyone is asked again. */
export const askAgain = async (tx: Tx, noteId: number): Promise<void> => {
  await tx.delete(acknowledgements).where(eq(acknowledgements.noteId, noteId))
}

/** Whoever works on a record has read its pop-up notes first. Throws Conflict. */
export async function mustHaveRead(reader: Reader, actor: Actor, user: { id: number }, session: string): Promise<void> {
  if (!actor.may('see notes') || (await waitingPopups(reader, user.id, session)).length === 0) return
  throw new Conflict(_('This user has pop-up notes that you have not acknowledged since you signed in. Read them above.'))
}
