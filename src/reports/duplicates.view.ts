import type { Describe } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { User } from '#users/users.table.ts'
import type { More } from './duplicates.queries.ts'
import type { Reason } from './pair-search.ts'
import { mostPairs } from './pair-search.ts'

export const pageSize = 25

/** Two people on the page: why they stand there, or who told them apart. */
export type Two = { one: User; other: User; reasons: Reason[]; by?: string }
type Person = { url: string; name: string; label: string }
type Row = {
  act: string
  anchor: string
  people: Person[]
  reasons: string[]
  by: string
  facts: { label: string; values: string[]; differ: boolean }[]
  mergeUrl: string
}
/** What the report shows: a page of pairs, those who may be one person or those who were told apart. */
export type DuplicatesPage = {
  rows: Row[]
  apart: boolean
  otherUrl: string
  otherLabel: string | undefined
  found: string
  url: string
  range: string
  previous: string | undefined
  next: string | undefined
  trouble: Trouble
}

/** Which pairs an address asks for. */
export type Asked = { apart: boolean; page: number }
export function askedOf(query: unknown): Asked {
  const { apart, page = '' } = query as Record<string, unknown>
  return { apart: apart === 'yes', page: /^\d{1,6}$/.test(String(page)) ? Math.max(1, Number(page)) : 1 }
}
export function duplicatesUrl({ apart, page }: Asked): string {
  const query = new URLSearchParams({ ...(apart ? { apart: 'yes' } : {}), ...(page > 1 ? { page: String(page) } : {}) })
  return query.size === 0 ? '/reports/duplicates' : `/reports/duplicates?${query}`
}

const words: Record<Reason, string> = {
  identifier: _('same identifier but for zeros in front'),
  email: _('same e-mail, similar name'),
  phone: _('same phone, similar name'),
  birthDate: _('same birth date, similar name'),
}

type Drawn = { two: Two[]; total: number; apartTotal: number; asked: Asked; more: More; trouble: Trouble } & Words
type Words = { describe: Describe; nameOf: Namer; timeZone: string }

export function duplicatesPage({ two, total, apartTotal, asked, more, trouble, ...said }: Drawn): DuplicatesPage {
  const first = (asked.page - 1) * pageSize
  const to = (page: number) => duplicatesUrl({ ...asked, page })
  return {
    rows: two.map((one) => rowOf(one, asked, more, said)),
    apart: asked.apart,
    otherUrl: duplicatesUrl({ apart: !asked.apart, page: 1 }),
    otherLabel: otherLabel(asked, apartTotal),
    found: total >= mostPairs ? _('{n} pairs or more', { n: mostPairs }) : _n('{n} pair', '{n} pairs', total),
    url: to(asked.page),
    range: total > pageSize ? _('{first}–{last} of {total}', { first: first + 1, last: first + two.length, total }) : '',
    previous: asked.page > 1 ? to(asked.page - 1) : undefined,
    next: first + pageSize < total ? to(asked.page + 1) : undefined,
    trouble,
  }
}

const otherLabel = ({ apart }: Asked, total: number): string | undefined => {
  if (apart) return _('Possible duplicates')
  return total === 0 ? undefined : _n('{n} pair told apart', '{n} pairs told apart', total)
}

function rowOf({ one, other, reasons, by = '' }: Two, { apart }: Asked, more: More, said: Words): Row {
  const both = [one, other]
  const facts = Object.entries(told).map(([label, tell]) => {
    const values = both.map((user) => tell(user, more, said))
    return { label, values, differ: values[0] !== values[1] }
  })
  return {
    act: `${apart ? 'together' : 'apart'} ${one.id} ${other.id}`,
    anchor: `pair-${one.id}-${other.id}`,
    people: both.map((user) => personOf(user, both, said)),
    reasons: reasons.map((reason) => words[reason]),
    by,
    facts: facts.filter(({ values }) => values.some((value) => value !== '')),
    mergeUrl: `/users/merge?${new URLSearchParams({ keeper: one.primaryId, gone: other.primaryId })}`,
  }
}

// Two of one name are told apart by their identifiers.
function personOf(user: User, both: User[], { nameOf }: Words): Person {
  const name = nameOf(user)
  const isAlone = both.every((other) => other === user || nameOf(other) !== name)
  return { url: `/users/${user.id}`, name, label: isAlone ? name : `${name} (${user.primaryId})` }
}

type Tell = (user: User, more: More, said: Words) => string
const few = (rows: { value: string }[] | undefined) =>
  (rows ?? [])
    .slice(0, 4)
    .map(({ value }) => value)
    .join(', ')
const told: Record<string, Tell> = {
  [_('Primary identifier')]: ({ primaryId }) => primaryId,
  [_('Identifiers')]: ({ id }, { identifiers }) => few(identifiers.get(id)),
  [_('Birth date')]: ({ birthDate }) => birthDate ?? '',
  [_('Email')]: ({ id }, { emails }) => few(emails.get(id)),
  [_('Phone')]: ({ id }, { phones }) => few(phones.get(id)),
  [_('Kind')]: ({ recordType, accountType, userGroup }, _more, { describe }) =>
    [wordFor(recordType), wordFor(accountType), describe('UserGroups', userGroup)].filter(Boolean).join(' · '),
  [_('Expires')]: ({ expiryDate }) => expiryDate ?? '',
  [_('Last change')]: ({ changedAt }, _more, { timeZone }) => minuteIn(timeZone, changedAt),
}
