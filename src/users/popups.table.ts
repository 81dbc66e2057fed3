import { index, primaryKey, ref, table, text } from '#platform/db/columns.ts'
import { sessions } from '#sign-in/sign-in.table.ts'
import { notes } from './notes/notes.table.ts'

/** The pop-up notes that somebody acknowledged since signing in. They go with the session, and with the note. */
export const acknowledgements = table(
  'note_acknowledgements',
  {
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    noteId: ref()
      .notNull()
      .references(() => notes.id, { onDelete: 'cascade' }),
  },
  (row) => [primaryKey({ columns: [row.sessionId, row.noteId] }), index('note_acknowledgements_note').on(row.noteId)],
)
