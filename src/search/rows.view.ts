import { _ } from '#platform/i18n/i18n.ts'
import type { Cell, Marked } from '#platform/web/cells.ts'
import type { Namer } from '#users/names.ts'
import type { CellWords } from './cells.view.ts'
import { cellsOf, columnsOf } from './cells.view.ts'
import type { ColumnName } from './columns.ts'
import { columnOf } from './columns.ts'
import { marked } from './marks.view.ts'
import type { FoundUser } from './rows.queries.ts'
import type { Sort, UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

export type Heading = { label: string; url?: string; order?: 'ascending' | 'descending' }
export type Row = {
  id: number
  url: string
  name: Marked
  said: string
  /** Under the name. */
  email: Marked
  blocked: boolean
  cells: Cell[]
}
/** What rows are told in: `marks` are the words that were typed. */
export type RowWords = CellWords & { nameOf: Namer }

export function headingsOf(search: UserSearch, columns: readonly ColumnName[]): Heading[] {
  const sorted = (label: string, sort: Sort): Heading => {
    const current = search.sort === sort
    const url = searchUrl(search, { sort, descending: current && !search.descending })
    return current ? { label, url, order: search.descending ? 'descending' : 'ascending' } : { label, url }
  }
  const named = columns.map(columnOf).map(({ label, sort }) => (sort ? sorted(label, sort) : { label }))
  return [sorted(_('Name'), 'name'), ...named]
}

export const rowOf = (user: FoundUser, words: RowWords): Omit<Row, 'url'> => ({
  id: user.id,
  name: marked(words.nameOf(user), words.marks),
  said: words.nameOf(user),
  email: user.email === null || columnsOf(words).includes('email') ? [] : marked(user.email, words.marks),
  blocked: Boolean(user.blocked),
  cells: cellsOf(user, words),
})
