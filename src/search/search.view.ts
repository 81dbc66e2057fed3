import { _, _n } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Progress } from '#search-index/rebuild.ts'
import type { Asked, TermProblem } from './asked.ts'
import { indexWords } from './bar.view.ts'
import type { Chip } from './chips.view.ts'
import { chipsOf } from './chips.view.ts'
import type { Liking } from './columns.ts'
import { markable } from './marks.view.ts'
import type { NearMiss } from './near-misses.queries.ts'
import { inWords } from './progress.view.ts'
import type { Heading, Row, RowWords } from './rows.view.ts'
import { headingsOf, rowOf } from './rows.view.ts'
import type { Found } from './search.queries.ts'
import { cap } from './search.queries.ts'
import type { Tab } from './tabs.view.ts'
import { tabsOf } from './tabs.view.ts'
import type { UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

/** What the results page shows. */
export type ResultsPage = {
  q: string
  indexLabel: string
  found: string
  tabs: Tab[]
  headings: Heading[]
  rows: Row[]
  range: string
  previous: string | undefined
  next: string | undefined
  everyone: string
  mayEdit: boolean
  wider: string | undefined
  /** What the search is limited to beside its words, and the same search without it. */
  chips: Chip[]
  /** Terms that could not be asked. */
  problems: TermProblem[]
  notice: string | undefined
  misses: { words: string; found: string; url: string }[]
  building: string | undefined
  facets: string
  facetsLate: string
  advanced: string
  /** Where the search is saved as a set, and its users are exported. */
  save: string
  take: string
}

type Drawn = {
  search: UserSearch
  found: Found
  asked: Asked
  misses: NearMiss[]
  building: Progress | undefined
  words: Omit<RowWords, 'marks' | 'columns'>
  liking: Liking
  mayEdit: boolean
}

export function resultsPage({ search, found, asked, misses, building, words, liking, mayEdit }: Drawn): ResultsPage {
  const { total, capped } = found
  const { pageSize, columns } = liking
  const first = (found.page - 1) * pageSize + 1
  const marks = asked.ask.index === 'notes' ? [] : markable(asked.words)
  const narrow =
    search.index !== 'all' || search.recordType !== undefined || search.code !== undefined || search.chosen.length > 0
  return {
    q: showable(search.q),
    indexLabel: indexWords[search.index],
    found: capped ? _('{n}+ found', { n: cap }) : _n('{n} found', '{n} found', total),
    tabs: tabsOf(search, found),
    headings: headingsOf(search, columns),
    rows: found.rows.map((user, n) => ({
      ...rowOf(user, { ...words, columns, marks }),
      url: `/users/${user.id}?at=${first + n}`,
    })),
    ...pagerOf(search, found, first),
    everyone: '/users',
    mayEdit,
    wider:
      search.q === '' || !narrow
        ? undefined
        : searchUrl(search, { index: 'all', recordType: undefined, code: undefined, chosen: [] }),
    chips: chipsOf(search, words.describe, words.today),
    problems: asked.problems.map(({ word, message }) => ({ word: showable(word), message: showable(message) })),
    notice: noticeOf(search, found, asked),
    misses: misses.map(({ q, total: n }) => ({
      words: showable(q),
      found: n > cap ? _('{n}+ found', { n: cap }) : _n('{n} found', '{n} found', n),
      url: searchUrl(search, { q }),
    })),
    building: building && inWords(building),
    facets: searchUrl(search, {}, '/users/facets'),
    facetsLate: searchUrl(search, {}, '/users/facets/late'),
    advanced: searchUrl(search, {}, '/users/search'),
    save: searchUrl(search, {}, '/sets/new'),
    take: searchUrl(search, {}, '/sets/export'),
  }
}

function pagerOf(search: UserSearch, { page, rows, total, capped }: Found, first: number) {
  const last = first + rows.length - 1
  return {
    range: _('{first}–{last} of {total}', { first, last, total: capped ? `${cap.toLocaleString('en')}+` : total }),
    previous: page > 1 ? searchUrl(search, { page: page - 1 }) : undefined,
    next: last < Math.min(total, cap) ? searchUrl(search, { page: page + 1 }) : undefined,
  }
}

function noticeOf({ sort }: UserSearch, { total }: Found, { unknown }: Asked): string | undefined {
  if (sort !== 'name' && total > cap)
    return _('More than {n} users stand in the order of their names. Narrow the search to sort them otherwise.', { n: cap })
  const [one] = unknown
  if (one === undefined) return undefined
  return _('There is no field “{name}”: it was searched as words. Advanced search lists the fields.', { name: showable(one) })
}
