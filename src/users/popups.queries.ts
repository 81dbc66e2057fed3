import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { notes } from './notes/notes.table.ts'
import { acknowledgements } from './popups.table.ts'

const most = 20

const waiting = prepared((db) =>
  db
    .select({ id: notes.id, type: notes.type, text: notes.text, createdBy: notes.createdBy, createdAt: notes.createdAt })
    .from(notes)
    .leftJoin(
      acknowledgements,
      and(eq(acknowledgements.noteId, notes.id), eq(acknowledgements.sessionId, sql.placeholder('session'))),
    )
    .where(and(eq(notes.userId, sql.placeholder('userId')), sql`${notes.popup} = 1`, isNull(acknowledgements.noteId)))
    .orderBy(desc(notes.pinned), desc(notes.id))
    .limit(most)
    .prepare(),
)

/** The pop-up notes of a user that a session has not acknowledged, pinned first, then newest; no more than a page holds. */
export const waitingPopups = (reader: Reader, userId: number, session: string) => waiting(reader).execute({ userId, session })
export type Popup = Awaited<ReturnType<typeof waitingPopups>>[number]
