import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { externalWords, isExternal } from '../origin.view.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import { excerpt } from './excerpt.view.ts'
import type { Note } from './notes.queries.ts'
import { pageSize } from './notes.queries.ts'

type Row = {
  id: number
  anchor: string
  name: string
  text: string
  /** Where the whole text is shown, when this is its beginning. */
  whole: string | undefined
  type: string
  popup: boolean
  userViewable: boolean
  pinned: boolean
  external: boolean
  /** Whether this person may change it, and the library that it belongs to. */
  editable: boolean
  owner: string
  by: string
  at: string
  edit: string
  removal: string
}
type Option = { value: string; label: string }
/** What the Notes page shows: one page of the list, and the form or question that is open in it. */
export type NotesPage = {
  rows: Row[]
  /** What the mark of external rows means, where there are any on this page. */
  externals: string
  editable: boolean
  back: string
  page: number
  addUrl: string
  filter: { type: string; options: Option[] } | undefined
  range: string
  previous: string | undefined
  next: string | undefined
  types: Option[]
  libraries: Option[]
  open: Open | undefined
  /** Whether the row that is edited was removed meanwhile: what was typed may be added anew. */
  gone: boolean
  problems: Problem[]
}

/** Which notes are asked for: those of a type or all, and which page of them. `whole` is one to be shown uncut. */
export type Asked = { type: string | undefined; page: number; whole?: number | undefined }
type Counts = { type: string; n: number }[]

/** What an address asks for: a type that does not occur, and a page that is not there, become the nearest that is. */
export function askedOf(query: unknown, counts: Counts): Asked {
  const { type, page, note } = query as Record<string, unknown>
  const found = counts.find((one) => one.type === type)
  const pages = Math.max(1, Math.ceil(totalOf(counts, found?.type) / pageSize))
  const whole = typeof note === 'string' && /^\d{1,15}$/.test(note) ? Number(note) : undefined
  return { type: found?.type, page: Math.min(pages, Math.max(1, Number(page) || 1)), whole }
}

const totalOf = (counts: Counts, type: string | undefined) =>
  counts.filter((one) => type === undefined || one.type === type).reduce((sum, { n }) => sum + n, 0)

/** The address of the list, or of something in it that leads back to the same place. */
export function notesUrl(user: { id: number }, { type, page }: Asked, below = '', more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(type ? { type } : {}), ...(page > 1 ? { page: String(page) } : {}), ...more })
  return `/users/${user.id}/notes${below}${query.size > 0 ? `?${query}` : ''}`
}

/** What a person calls a note: how it begins. */
export const calledNote = ({ text }: { text: string }): string => excerpt(text.slice(0, 200).replace(/\s+/g, ' ').trim(), 45)

type Parts = {
  user: User
  notes: Note[]
  counts: Counts
  asked: Asked
  describe: Describe
  codes: ReadonlyMap<string, Code>
  editable: boolean
  mayEdit: (note: Note) => boolean
  libraries: Code[]
  timeZone: string
  open?: Open | undefined
  problems?: Problem[]
}

export function notesPage({ user, notes, counts, asked, describe, codes, open, problems = [], ...parts }: Parts): NotesPage {
  const total = totalOf(counts, asked.type)
  const first = (asked.page - 1) * pageSize + 1
  const to = (page: number) => notesUrl(user, { ...asked, page })
  return {
    rows: notes.map((note) =>
      rowOf({ user, note, asked, describe, timeZone: parts.timeZone, bytes: bytesFor(notes), editable: parts.mayEdit(note) }),
    ),
    externals: externalWords(notes.map((note) => ({ external: isExternal(user, note) }))),
    editable: parts.editable,
    back: to(asked.page),
    page: asked.page,
    addUrl: notesUrl(user, asked, '/notes/new'),
    filter:
      counts.length > 0 ? { type: asked.type ?? '', options: counts.map((one) => optionOf(one.type, describe)) } : undefined,
    range: total > pageSize ? _('{first}–{last} of {total}', { first, last: first + notes.length - 1, total }) : '',
    previous: asked.page > 1 ? to(asked.page - 1) : undefined,
    next: asked.page * pageSize < total ? to(asked.page + 1) : undefined,
    types: open ? typesFor(codes, user, String(open.form.values.type ?? '')) : [],
    open,
    libraries: parts.libraries.map(({ code, description }) => ({ value: code, label: description })),
    gone: open?.mode === 'edit' && !notes.some(({ id }) => id === open.row),
    problems,
  }
}

// Many long notes would make a heavy page: then each is cut to its share, and shown whole when asked for.
const bytesForTexts = 8000
const bytesFor = (notes: Note[]) => Math.max(300, Math.floor(bytesForTexts / Math.max(1, notes.length)))

type Drawn = { user: User; note: Note; asked: Asked; describe: Describe; timeZone: string; bytes: number; editable: boolean }

function rowOf({ user, note, asked, describe, timeZone, bytes, editable }: Drawn): Row {
  const text = note.id === asked.whole ? note.text : excerpt(note.text, bytes)
  return {
    id: note.id,
    editable,
    owner: note.ownerLibrary === null ? '' : describe('Libraries', note.ownerLibrary),
    anchor: `notes-${note.id}`,
    name: calledNote(note),
    text,
    whole: text === note.text ? undefined : notesUrl(user, asked, '', { note: String(note.id) }),
    type: describe('NoteTypes', note.type),
    popup: note.popup,
    userViewable: note.userViewable,
    pinned: note.pinned,
    external: isExternal(user, note),
    by: note.createdBy,
    at: minuteIn(timeZone, note.createdAt),
    edit: notesUrl(user, asked, `/notes/${note.id}/edit`),
    removal: notesUrl(user, asked, `/notes/${note.id}/removal`),
  }
}

const optionOf = (value: string, describe: Describe): Option => ({ value, label: describe('NoteTypes', value) })

const typesFor = (codes: ReadonlyMap<string, Code>, user: User, held: string): Option[] =>
  [...codes.values()]
    .filter((code) => mayBeChosen(code, user.recordType) || code.code === held)
    .map((code) => ({ value: code.code, label: code.description }))

/** What the question shows before several notes are removed. */
export type RemovalsPage = {
  version: number
  url: string
  back: string
  rows: { id: number; name: string; type: string; by: string; at: string }[]
  missing: number
}

export function removalsPage(
  parts: Pick<Parts, 'user' | 'notes' | 'asked' | 'describe' | 'timeZone'> & { asked: Asked; missing: number },
): RemovalsPage {
  const { user, notes, asked, describe, timeZone, missing } = parts
  return {
    version: user.version,
    url: notesUrl(user, asked, '/removals'),
    back: notesUrl(user, asked),
    rows: notes.map((note) => ({
      id: note.id,
      name: excerpt(note.text, 200),
      type: describe('NoteTypes', note.type),
      by: note.createdBy,
      at: minuteIn(timeZone, note.createdAt),
    })),
    missing,
  }
}
