import type { Describe } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import type { Popup } from './popups.queries.ts'
import { markOf } from './popups.ts'

/** The region above a record: pop-up notes to be acknowledged, and the form that the button belongs to when something is typed. */
export type Popups = {
  url: string
  next: string
  rows: { text: string; type: string; by: string; at: string }[]
  marks: string
  more: boolean
  form: string | undefined
}
type Parts = { userId: number; waiting: Popup[]; describe: Describe; timeZone: string; next: string; form?: string | undefined }

const lettersShown = 6000

/** Nothing when nothing waits. Long ones are asked about in turn: a page stays light. */
export function popupsRegion({ userId, waiting, describe, timeZone, next, form }: Parts): Popups | undefined {
  if (waiting.length === 0) return undefined
  let letters = 0
  const shown = waiting.filter(({ text }, n) => {
    letters += text.length
    return n === 0 || letters <= lettersShown
  })
  return {
    url: `/users/${userId}/notes/acknowledgement`,
    next,
    rows: shown.map((note) => ({
      text: note.text,
      type: describe('NoteTypes', note.type),
      by: note.createdBy,
      at: minuteIn(timeZone, note.createdAt),
    })),
    marks: shown.map(markOf).join(' '),
    more: shown.length < waiting.length,
    form,
  }
}
