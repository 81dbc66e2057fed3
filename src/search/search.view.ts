import type { Describe } from '#code-tables/code-tables.queries.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import { daysBetween } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Index } from '#search-index/search-index.ts'
import { recordTypes, wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { User } from '#users/users.table.ts'
import type { Found, FoundUser } from './search.queries.ts'
import { cap, pageSize } from './search.queries.ts'
import type { HeldCode, Sort, UserSearch } from './user-search.ts'
import { searchFrom, searchUrl } from './user-search.ts'

/** What people read for an index. */
export const indexWords: Record<Index, string> = {
  all: _('All'),
  names: _('Names'),
  last_name: _('Last name'),
  first_name: _('First name'),
  middle_name: _('Middle name'),
  preferred_name: _('Preferred name'),
  primary_id: _('Primary identifier'),
  identifiers: _('Identifiers'),
  barcode: _('Barcode'),
  email: _('Email'),
  phone: _('Phone'),
  notes: _('Notes'),
}

/** The search bar of every page: it keeps what was searched. */
export function searchBar(query: unknown) {
  const { q, index } = searchFrom(query)
  return { q: showable(q), index, indexes: Object.entries(indexWords).map(([value, label]) => ({ value, label })) }
}

type Tab = { label: string; url: string; current: boolean; count: string }
type Heading = { label: string; url?: string; order?: 'ascending' | 'descending' }
type Row = {
  id: number
  url: string
  name: string
  email: string | null
  primaryId: string
  recordType: string
  accountType: string
  userGroup: string
  jobCategory: string
  status: string
  active: boolean
  blocked: boolean
  expires: string
  expiry: { label: string; kind: 'warn' | 'bad' } | undefined
}
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
  chips: { label: string; without: string }[]
}

const rowActions = (mayEdit: boolean) => [
  { label: mayEdit ? _('Edit') : _('Open'), tab: 'general' },
  { label: _('Contact information'), tab: 'contact' },
  { label: _('Identifiers'), tab: 'identifiers' },
  { label: _('Notes'), tab: 'notes' },
]

type Words = { describe: Describe; nameOf: Namer; today: string }
type Drawn = { search: UserSearch; found: Found; words: Words; mayEdit: boolean }

export function resultsPage({ search, found, words, mayEdit }: Drawn): ResultsPage {
  const { total, capped } = found
  const first = (found.page - 1) * pageSize + 1
  const last = first + found.rows.length - 1
  const reachable = Math.min(total, cap)
  return {
    q: showable(search.q),
    indexLabel: indexWords[search.index],
    found: capped ? _('{n}+ found', { n: cap }) : _n('{n} found', '{n} found', total),
    tabs: tabsOf(search, found),
    headings: headingsOf(search),
    rows: found.rows.map((user, n) => ({ ...rowOf(user, words), url: `/users/${user.id}?at=${first + n}` })),
    range: _('{first}–{last} of {total}', { first, last, total: capped ? `${cap.toLocaleString('en')}+` : total }),
    previous: found.page > 1 ? searchUrl(search, { page: found.page - 1 }) : undefined,
    next: last < reachable ? searchUrl(search, { page: found.page + 1 }) : undefined,
    everyone: '/users',
    actions: rowActions(mayEdit),
    wider:
      search.q === '' || (search.index === 'all' && search.recordType === undefined && search.code === undefined)
        ? undefined
        : searchUrl(search, { index: 'all', recordType: undefined, code: undefined }),
    chips: search.code
      ? [{ label: codeInWords(search.code, words.describe), without: searchUrl(search, { code: undefined }) }]
      : [],
  }
}

/** "User group: Faculty". */
export function codeInWords({ table, code }: HeldCode, describe: Describe): string {
  const { one } = tableFacts[table]
  return _('{what}: {code}', { what: one.charAt(0).toUpperCase() + one.slice(1), code: showable(describe(table, code)) })
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

function headingsOf(search: UserSearch): Heading[] {
  const sorted = (label: string, sort: Sort): Heading => {
    const current = search.sort === sort
    const url = searchUrl(search, { sort, descending: current && !search.descending })
    return current ? { label, url, order: search.descending ? 'descending' : 'ascending' } : { label, url }
  }
  return [
    sorted(_('Name'), 'name'),
    sorted(_('Primary ID'), 'primary_id'),
    { label: _('Record type') },
    { label: _('Account type') },
    sorted(_('User group'), 'user_group'),
    { label: _('Status') },
    sorted(_('Expires'), 'expiry_date'),
  ]
}

const rowOf = (user: FoundUser, { describe, nameOf, today }: Words): Omit<Row, 'url'> => ({
  id: user.id,
  name: nameOf(user),
  email: user.email,
  primaryId: user.primaryId,
  recordType: wordFor(user.recordType),
  accountType: wordFor(user.accountType),
  userGroup: describe('UserGroups', user.userGroup),
  jobCategory: describe('JobTitles', user.jobCategory),
  status: wordFor(user.status),
  active: user.status === 'ACTIVE',
  blocked: Boolean(user.blocked),
  expires: user.expiryDate ?? '',
  expiry: expiryMark(user.expiryDate, today),
})

const soon = 30

/** A word beside a day that has passed or is near. */
export function expiryMark(day: string | null, today: string): Row['expiry'] {
  if (day === null) return undefined
  const left = daysBetween(today, day)
  if (left < 0) return { label: _('expired'), kind: 'bad' }
  if (left === 0) return { label: _('today'), kind: 'warn' }
  return left <= soon ? { label: _n('in {n} day', 'in {n} days', left), kind: 'warn' } : undefined
}

/** What the page of recent users shows, and the list under the search field. */
export type RecentPage = { rows: { url: string; name: string; primaryId: string; about: string }[] }

export const recentPage = (found: User[], describe: Describe, nameOf: Namer): RecentPage => ({
  rows: found.map((user) => ({
    url: `/users/${user.id}`,
    name: nameOf(user),
    primaryId: user.primaryId,
    about: [wordFor(user.recordType), describe('UserGroups', user.userGroup)].filter(Boolean).join(' · '),
  })),
})
