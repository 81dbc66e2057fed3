import type { Reader } from '#platform/db/database.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { noteFields } from '../fields.ts'
import type { User } from '../users.table.ts'

/** The fields of a note as its form sends them, and those that a browser leaves out. */
export const noteNames = { fields: Object.keys(noteFields), ticks: ['userViewable', 'popup', 'pinned'] }

/** What was typed, as values by the catalogue. Throws Refusal for what cannot be understood. */
export const parseNote = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse(noteFields, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })

/** The numbers of the rows that were ticked, each once. */
export const ticked = (typed: string | string[] | undefined): number[] => [
  ...new Set(
    [typed ?? []]
      .flat()
      .filter((text) => /^\d{1,15}$/.test(text))
      .map(Number),
  ),
]
