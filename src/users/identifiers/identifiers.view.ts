import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { Clash } from '#history/merge.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { Clashing } from '#platform/web/form-page.ts'
import { statuses, wordFor } from '../fields.ts'
import { externalWords, isExternal } from '../origin.view.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import type { Identifier } from './identifiers.queries.ts'
import { barcodeType } from './identifiers.ts'

export const pageSize = 25
/** The list in addresses and anchors: /users/7/identifiers/additional/3/edit. */
export const listName = 'additional'

type Option = { value: string; label: string }
type Row = {
  id: number
  anchor: string
  name: string
  type: string
  note: string
  status: string
  active: boolean
  external: boolean
  edit: string
  removal: string
}
/** What the identifiers page shows: a part of the list, and the form or question that is open. */
export type IdentifiersPage = {
  rows: Row[]
  /** What the mark of external rows means, where there are any on this page. */
  externals: string
  empty: string
  editable: boolean
  here: string
  addUrl: string
  cardUrl: string
  /** The barcodes that a new card replaces. */
  cards: string[]
  range: string
  previous: string | undefined
  next: string | undefined
  types: Option[]
  statuses: Option[]
  open: Open | undefined
  /** Whether the row that is edited was removed meanwhile: what was typed may be added anew. */
  gone: boolean
}

type Parts = {
  user: User
  rows: Identifier[]
  page: number
  describe: Describe
  types: ReadonlyMap<string, Code>
  editable: boolean
  empty: string
  open: Open | undefined
}

export function identifiersPage({ user, rows, page, describe, types, editable, empty, open }: Parts): IdentifiersPage {
  const base = `/users/${user.id}/identifiers`
  const at = (n: number) => (n > 1 ? `${base}?page=${n}` : base)
  const last = Math.max(1, Math.ceil(rows.length / pageSize))
  const current = Math.min(Math.max(1, page), last)
  const first = (current - 1) * pageSize
  const shown = rows.slice(first, first + pageSize)
  const held = String(open?.form.values.type ?? '')
  return {
    rows: shown.map((row) => ({
      id: row.id,
      anchor: `${listName}-${row.id}`,
      name: row.value,
      type: describe('UserIdentifierTypes', row.type),
      note: row.note ?? '',
      status: wordFor(row.status),
      active: row.status === 'ACTIVE',
      external: isExternal(user, row),
      edit: `${base}/${listName}/${row.id}/edit`,
      removal: `${base}/${listName}/${row.id}/removal`,
    })),
    externals: externalWords(shown.map((row) => ({ external: isExternal(user, row) }))),
    empty,
    editable,
    here: at(current),
    addUrl: `${base}/${listName}/new`,
    cardUrl: `${base}/card`,
    cards: rows.filter((row) => row.type === barcodeType && row.status === 'ACTIVE').map(({ value }) => value),
    range: last > 1 ? _('{from}–{to} of {n}', { from: first + 1, to: first + shown.length, n: rows.length }) : '',
    previous: current > 1 ? at(current - 1) : undefined,
    next: current < last ? at(current + 1) : undefined,
    types: [...types.values()]
      .filter((code) => mayBeChosen(code, user.recordType) || code.code === held)
      .map((code) => ({ value: code.code, label: code.description })),
    statuses: statuses.map((value) => ({ value, label: wordFor(value) })),
    open,
    gone: open?.mode === 'edit' && !rows.some(({ id }) => id === open.row),
  }
}

/** The page of the list on which a row stands; the first when it stands nowhere. */
export const pageOf = (rows: { id: number }[], id: number | undefined): number =>
  Math.floor(
    Math.max(
      0,
      rows.findIndex((row) => row.id === id),
    ) / pageSize,
  ) + 1

/** Tells in the words of the form that another new card was given meanwhile. Any other error passes as it is. */
export function tellCardClash(error: unknown, typed: Typed): unknown {
  if (!(error instanceof Clash)) return error
  const clashes = error.clashing.map(({ field, mine, theirs }) => ({
    field,
    label: _('Barcode'),
    mine: String(mine),
    theirs: String(theirs ?? _('none')),
    seen: JSON.stringify(theirs),
  }))
  const message = _('Someone else changed the card since you opened this page. Choose which one is to be in use.')
  return new Clashing(message, clashes, typed)
}
