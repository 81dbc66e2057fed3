import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import type { MatchesRegion, Words } from './matches.view.ts'
import type { Linked } from './proxies.queries.ts'
import { pageSize } from './proxies.queries.ts'

type Row = {
  id: number
  anchor: string
  name: string
  url: string
  about: string
  expires: string
  expired: boolean
  binned: boolean
  by: string
  at: string
  edit: string
  removal: string
}
type Pager = { range: string; previous: string | undefined; next: string | undefined }
/** What the page shows: for whom the user may act, who may act for the user, and the form or question that is open. */
export type ProxiesPage = MatchesRegion & {
  rows: Row[]
  pager: Pager
  others: Row[]
  othersPager: Pager
  empty: string
  acting: string
  editable: boolean
  here: string
  addUrl: string
  matchesUrl: string
  open: Open | undefined
  /** Whether the row that is edited was removed meanwhile: what was typed may be added anew. */
  gone: boolean
}

/** Pages of the two lists, as an address names them, or the nearest that are there. */
export type Asked = { page: number; others: number }
export function askedOf(query: unknown, totals: { sponsors: number; proxies: number }): Asked {
  const given = query as Record<string, unknown>
  const within = (asked: unknown, total: number) =>
    Math.min(Math.max(1, Math.ceil(total / pageSize)), Math.max(1, Math.floor(Number(asked)) || 1))
  return { page: within(given.page, totals.sponsors), others: within(given.others, totals.proxies) }
}

export function proxiesUrl(user: { id: number }, { page, others }: Asked): string {
  const query = new URLSearchParams({
    ...(page > 1 ? { page: String(page) } : {}),
    ...(others > 1 ? { others: String(others) } : {}),
  })
  return `/users/${user.id}/proxies${query.size > 0 ? `?${query}` : ''}`
}

type Parts = {
  user: User
  sponsors: Linked[]
  proxies: Linked[]
  totals: { sponsors: number; proxies: number }
  asked: Asked
  words: Words
  matches: MatchesRegion
  editable: boolean
  open: Open | undefined
  gone: boolean
}

export function proxiesPage({
  user,
  sponsors,
  proxies,
  totals,
  asked,
  words,
  matches,
  editable,
  open,
  gone,
}: Parts): ProxiesPage {
  const isContact = user.recordType === 'CONTACT'
  const name = words.nameOf(user)
  const base = `/users/${user.id}/proxies`
  return {
    rows: sponsors.map((linked) => rowOf(linked, words)),
    pager: pagerOf(asked.page, sponsors.length, totals.sponsors, (page) => proxiesUrl(user, { ...asked, page })),
    others: proxies.map((linked) => rowOf(linked, words)),
    othersPager: pagerOf(asked.others, proxies.length, totals.proxies, (others) => proxiesUrl(user, { ...asked, others })),
    empty: isContact ? _('A contact borrows nothing, and so acts for nobody.') : _('{name} acts for nobody.', { name }),
    acting: _('May act for {name}', { name }),
    editable: editable && !isContact,
    here: proxiesUrl(user, asked),
    addUrl: `${base}/proxies/new`,
    matchesUrl: `${base}/matches`,
    open,
    gone,
    ...matches,
  }
}

function rowOf({ proxy, person }: Linked, { describe, nameOf, today, timeZone }: Words): Row {
  const base = `/users/${proxy.userId}/proxies/proxies/${proxy.id}`
  return {
    id: proxy.id,
    anchor: `proxies-${proxy.id}`,
    name: nameOf(person),
    url: `/users/${person.id}`,
    about: [describe('UserGroups', person.userGroup), person.primaryId].filter(Boolean).join(' · '),
    expires: proxy.expiryDate ?? '',
    expired: proxy.expiryDate !== null && proxy.expiryDate < today,
    binned: person.binnedAt !== null,
    by: proxy.createdBy,
    at: minuteIn(timeZone, proxy.createdAt),
    edit: `${base}/edit`,
    removal: `${base}/removal`,
  }
}

function pagerOf(page: number, shown: number, total: number, at: (page: number) => string): Pager {
  const first = (page - 1) * pageSize + 1
  return {
    range: total > pageSize ? _('{first}–{last} of {total}', { first, last: first + shown - 1, total }) : '',
    previous: page > 1 ? at(page - 1) : undefined,
    next: page * pageSize < total ? at(page + 1) : undefined,
  }
}
