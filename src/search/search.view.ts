import { _, _n } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Progress } from '#search-index/rebuild.ts'
import { recordTypes, wordFor } from '#users/fields.ts'
import type { Asked, TermProblem } from './asked.ts'
import { indexWords } from './bar.view.ts'
import type { Chip } from './chips.view.ts'
import { chipsOf } from './chips.view.ts'
import { markable } from './marks.ts'
import type { NearMiss } from './near-misses.queries.ts'
import { inWords } from './progress.view.ts'
import type { Heading, Row, RowWords } from './rows.view.ts'
import { headingsOf, rowOf } from './rows.view.ts'
import type { Found } from './search.queries.ts'
import { cap, pageSize } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

type Tab = { label: string; url: string; current: boolean; count: string }
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
  /** What a row's menu offers: words, and the tab that each leads to. */
  actions: { label: string; tab: string }[]
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
}

const rowActions = (mayEdit: boolean) => [
  { label: mayEdit ? _('Edit') : _('Open'), tab: 'general' },
  { label: _('Contact information'), tab: 'contact' },
  { label: _('Identifiers'), tab: 'identifiers' },
  { label: _('Notes'), tab: 'notes' },
]

type Drawn = {
  search: UserSearch
  found: Found
  asked: Asked
  misses: NearMiss[]
  building: Progress | undefined
  words: Omit<RowWords, 'marks'>
  mayEdit: boolean
}

export function resultsPage({ search, found, asked, misses, building, words, mayEdit }: Drawn): ResultsPage {
  const { total, capped } = found
  const first = (found.page - 1) * pageSize + 1
  const last = first + found.rows.length - 1
  const reachable = Math.min(total, cap)
  const marks = asked.ask.index === 'notes' ? [] : markable(asked.words)
  const narrow =
    search.index !== 'all' || search.recordType !== undefined || search.code !== undefined || search.chosen.length > 0
  return {
    q: showable(search.q),
    indexLabel: indexWords[search.index],
    found: capped ? _('{n}+ found', { n: cap }) : _n('{n} found', '{n} found', total),
    tabs: tabsOf(search, found),
    headings: headingsOf(search),
    rows: found.rows.map((user, n) => ({ ...rowOf(user, { ...words, marks }), url: `/users/${user.id}?at=${first + n}` })),
    range: _('{first}–{last} of {total}', { first, last, total: capped ? `${cap.toLocaleString('en')}+` : total }),
    previous: found.page > 1 ? searchUrl(search, { page: found.page - 1 }) : undefined,
    next: last < reachable ? searchUrl(search, { page: found.page + 1 }) : undefined,
    everyone: '/users',
    actions: rowActions(mayEdit),
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
  }
}

function noticeOf({ sort }: UserSearch, { total }: Found, { unknown }: Asked): string | undefined {
  if (sort !== 'name' && total > cap)
    return _('More than {n} users stand in the order of their names. Narrow the search to sort them otherwise.', { n: cap })
  const [one] = unknown
  if (one === undefined) return undefined
  return _('There is no field “{name}”: it was searched as words. Advanced search lists the fields.', { name: showable(one) })
}

function tabsOf(search: UserSearch, { counts, capped }: Found): Tab[] {
  const count = (n: number) => n.toLocaleString('en') + (capped ? '+' : '')
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const tab = (label: string, recordType: UserSearch['recordType'], n: number): Tab => ({
    label,
    url: searchUrl(search, { recordType }),
    current: search.recordType === recordType,
    count: count(Math.min(n, capped ? cap : n)),
  })
  return [...recordTypes.map((type) => tab(wordFor(type), type, counts.get(type) ?? 0)), tab(_('All'), undefined, all)]
}
