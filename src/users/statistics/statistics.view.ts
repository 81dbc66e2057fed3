import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { externalWords, isExternal } from '../origin.view.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import type { Statistic } from './statistics.queries.ts'

type Row = {
  id: number
  anchor: string
  name: string
  type: string
  note: string
  external: boolean
  edit: string
  removal: string
}
type Option = { value: string; label: string }
/** What the Statistics page shows: what the user is counted by, and the form or question that is open. */
export type StatisticsPage = {
  rows: Row[]
  /** What the mark of external rows means, where there are any. */
  externals: string
  empty: string
  here: string
  /** Empty where there is nothing left to choose, or this person may not. */
  addUrl: string
  editable: boolean
  categories: Option[]
  open: Open | undefined
  /** Whether the row that is edited was removed meanwhile: what was typed may be added anew. */
  gone: boolean
}

type Parts = {
  user: User
  rows: Statistic[]
  categories: ReadonlyMap<string, Code>
  describe: Describe
  editable: boolean
  open: Open | undefined
}

export function statisticsPage({ user, rows, categories, describe, editable, open }: Parts): StatisticsPage {
  const here = `/users/${user.id}/statistics`
  const base = `${here}/statistics`
  const taken = new Set(rows.map(({ category }) => category))
  const free = [...categories.values()].filter((code) => mayBeChosen(code, user.recordType) && !taken.has(code.code))
  return {
    rows: rows.map((row) => ({
      id: row.id,
      anchor: `statistics-${row.id}`,
      name: describe('StatisticalCategories', row.category),
      type: typeOf(categories.get(row.category), describe),
      note: row.note ?? '',
      external: isExternal(user, row),
      edit: `${base}/${row.id}/edit`,
      removal: `${base}/${row.id}/removal`,
    })),
    externals: externalWords(rows.map((row) => ({ external: isExternal(user, row) }))),
    empty: emptyWords(categories),
    here,
    addUrl: editable && free.length > 0 ? `${base}/new` : '',
    editable,
    categories: open ? options([...categories.values()], free, String(open.form.values.category ?? ''), describe) : [],
    open,
    gone: open?.mode === 'edit' && !rows.some(({ id }) => id === open.row),
  }
}

// The type is not stored with the user: it is the one to which the category belongs now.
const typeOf = (code: Code | undefined, describe: Describe): string => describe('StatisticalTypes', code?.parent ?? null)

const emptyWords = (categories: ReadonlyMap<string, Code>): string =>
  categories.size > 0
    ? _('Not counted by anything yet.')
    : _('The library has no statistical categories yet. They are added under Configuration.')

const options = (all: Code[], free: Code[], held: string, describe: Describe): Option[] => [
  // For a person to choose: none stands there by itself.
  ...(held === '' ? [{ value: '', label: '' }] : []),
  ...all
    .filter((code) => free.includes(code) || code.code === held)
    .map((code) => ({ value: code.code, label: named(code.description, typeOf(code, describe)) })),
]

const named = (category: string, type: string) => (type ? _('{category} ({type})', { category, type }) : category)
