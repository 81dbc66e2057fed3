import { parse } from 'node:querystring'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Liking } from '#search/columns.ts'
import { columnOf } from '#search/columns.ts'
import type { Row, RowWords } from '#search/rows.view.ts'
import { rowOf } from '#search/rows.view.ts'
import type { Found } from '#search/search.queries.ts'
import { cap } from '#search/search.queries.ts'
import { searchFrom, searchUrl } from '#search/user-search.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Why } from '../list-lines.ts'
import { isMine } from '../rights.ts'
import type { UserSet } from '../sets.queries.ts'
import { setUrl } from './addresses.view.ts'
import { searchWords } from './search-words.view.ts'
import { kindWord } from './sets.view.ts'

export type Shown = {
  /** A page of its users and how many it has; or why nobody can say. */
  found: Found | undefined
  users: number
  problem: string
  liking: Liking
  words: Omit<RowWords, 'marks' | 'columns'> & { timeZone: string }
  actor: Actor
}

export const whyWords: Record<Why, string> = {
  unknown: _('Nobody has it'),
  doubled: _('Stands on the list before'),
  ambiguous: _('Several users have it'),
  binned: _('In the bin'),
  long: _('Too long'),
}
const mostShown = 100

/** What the page of a set shows. */
export const setPage = (set: UserSet, { found, users, problem, liking, words, actor }: Shown) => ({
  ...{ name: set.name, description: set.description, kind: kindWord(set), live: set.kind === 'live', shared: set.shared },
  ...{ url: setUrl(set), owner: set.ownerName, changed: minuteIn(words.timeZone, set.changedAt), problem },
  users: _n('{n} user', '{n} users', users),
  isEmpty: users === 0,
  mine: isMine(actor, set),
  mayBin: actor.may('delete and restore users'),
  search: set.search === null ? undefined : searched(set.search, words),
  rows: (found?.rows ?? []).map(
    (user): Row => ({ ...rowOf(user, { ...words, columns: liking.columns, marks: [] }), url: `/users/${user.id}` }),
  ),
  headings: liking.columns.map((name) => columnOf(name).label),
  ...pagerOf(set, found, liking),
  missed: missedOf(set),
})

function searched(text: string, { describe, today }: Pick<RowWords, 'describe' | 'today'>) {
  const search = searchFrom(parse(text))
  return { words: searchWords(search, describe, today), url: searchUrl(search) }
}

function pagerOf(set: UserSet, found: Found | undefined, { pageSize }: Liking) {
  if (!found) return {}
  const { page, rows, total, capped } = found
  const at = (n: number) => `${setUrl(set)}${n > 1 ? `?page=${n}` : ''}`
  const first = (page - 1) * pageSize + 1
  const last = first + rows.length - 1
  return {
    range: _('{first}–{last} of {total}', { first, last, total: capped ? `${cap.toLocaleString('en')}+` : total }),
    previous: page > 1 ? at(page - 1) : undefined,
    next: last < Math.min(total, cap) ? at(page + 1) : undefined,
  }
}

function missedOf({ missed, ...set }: UserSet) {
  if (!missed) return undefined
  return {
    n: missed.length,
    heading: _n('{n} line named nobody new', '{n} lines named nobody new', missed.length),
    url: `${setUrl(set)}/missed`,
    rows: missed.slice(0, mostShown).map(({ line, text, why }) => ({ line, text: showable(text), why: whyWords[why] })),
    more: missed.length > mostShown ? _('The first {n} are shown; the file has all.', { n: mostShown }) : '',
  }
}
