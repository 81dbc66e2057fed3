import type { Describe } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import type { Note } from './notes.queries.ts'

/** What the notes page shows. */
export type NotesPage = { rows: { text: string; type: string; popup: boolean; userViewable: boolean; by: string; at: string }[] }

export const notesPage = (rows: Note[], describe: Describe, timeZone: string): NotesPage => ({
  rows: rows.map((row) => ({
    text: row.text,
    type: describe('NoteTypes', row.type),
    popup: row.popup,
    userViewable: row.userViewable,
    by: row.createdBy,
    at: minuteIn(timeZone, row.createdAt),
  })),
})
