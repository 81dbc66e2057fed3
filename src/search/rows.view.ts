import type { Describe } from '#code-tables/code-tables.queries.ts'
import { daysBetween } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { Marked } from './marks.ts'
import { marked } from './marks.ts'
import type { FoundUser } from './search.queries.ts'
import type { Sort, UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

export type Heading = { label: string; url?: string; order?: 'ascending' | 'descending' }
export type Row = {
  id: number
  url: string
  name: Marked
  said: string
  email: Marked
  primaryId: Marked
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
/** What rows are told in: `marks` are the words that were typed. */
export type RowWords = { describe: Describe; nameOf: Namer; today: string; marks: readonly string[] }

export function headingsOf(search: UserSearch): Heading[] {
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

export const rowOf = (user: FoundUser, { describe, nameOf, today, marks }: RowWords): Omit<Row, 'url'> => ({
  id: user.id,
  name: marked(nameOf(user), marks),
  said: nameOf(user),
  email: user.email === null ? [] : marked(user.email, marks),
  primaryId: marked(user.primaryId, marks),
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
