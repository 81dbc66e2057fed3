import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { externalWords, isExternal } from '../origin.view.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import type { Contact } from './contact.queries.ts'
import type { Kind } from './contact.ts'

type Row = {
  id: number
  anchor: string
  name: string
  lines: string[]
  types: string[]
  preferred: boolean
  external: boolean
  period: string
  edit: string
  removal: string
}
type Option = { value: string; label: string }
type List = {
  kind: Kind
  title: string
  add: string
  addUrl: string
  rows: Row[]
  empty: string
  /** What the mark of external rows means, where there are any. */
  externals: string
  editable: boolean
  types: Option[]
}
/** What the contact page shows: three lists, and the form or question that is open in one of them. */
export type ContactPage = {
  lists: List[]
  countries: Option[]
  open: Open | undefined
  /** Whether the row that is edited was removed meanwhile: what was typed may be added anew. */
  gone: boolean
}

type Codes = Record<Kind | 'countries', ReadonlyMap<string, Code>>
type Parts = {
  user: User
  contact: Contact
  describe: Describe
  may: Record<Kind, boolean>
  codes: Codes
  open: Open | undefined
}

const words: Record<Kind, { title: string; add: string; empty: string }> = {
  addresses: { title: _('Addresses'), add: _('Add address'), empty: _('No address yet.') },
  phones: { title: _('Phone numbers'), add: _('Add phone number'), empty: _('No phone number yet.') },
  emails: { title: _('Email addresses'), add: _('Add email address'), empty: _('No email address yet.') },
}

export function contactPage({ user, contact, describe, may, codes, open }: Parts): ContactPage {
  const list = (
    kind: Kind,
    rows: { id: number; types: string[]; preferred: boolean; origin: string }[],
    linesOf: (row: never) => string[],
    periodOf?: (row: never) => string,
  ): List => ({
    kind,
    ...words[kind],
    addUrl: `/users/${user.id}/contact/${kind}/new`,
    editable: may[kind],
    externals: externalWords(rows.map((row) => ({ external: isExternal(user, row) }))),
    types: options(codes[kind], user, (open?.form.values.types as string[] | undefined) ?? []),
    rows: rows.map((row) => ({
      id: row.id,
      anchor: `${kind}-${row.id}`,
      name: calledContact(kind, row as never),
      lines: linesOf(row as never),
      types: typeWords(kind, row, describe),
      preferred: row.preferred,
      external: isExternal(user, row),
      period: periodOf?.(row as never) ?? '',
      edit: `/users/${user.id}/contact/${kind}/${row.id}/edit`,
      removal: `/users/${user.id}/contact/${kind}/${row.id}/removal`,
    })),
  })
  const addressLines = (row: Contact['addresses'][number]) =>
    [
      row.line1,
      row.line2,
      row.line3,
      row.line4,
      row.line5,
      [row.postalCode, row.city].filter(Boolean).join(' '),
      row.stateProvince,
      describe('CountryCodes', row.country),
      row.note,
    ]
      .filter((line) => line !== null && line !== '')
      .map(String)
  return {
    lists: [
      list('addresses', contact.addresses, addressLines, (row: Contact['addresses'][number]) =>
        period(row.startDate, row.endDate),
      ),
      list('phones', contact.phones, (row: Contact['phones'][number]) => [row.number]),
      list('emails', contact.emails, (row: Contact['emails'][number]) =>
        [row.address, row.description].filter((line) => line !== null),
      ),
    ],
    gone: open?.mode === 'edit' && !contact[open.list as Kind].some(({ id }) => id === open.row),
    countries: open?.list === 'addresses' ? options(codes.countries, user, [String(open.form.values.country ?? '')]) : [],
    open,
  }
}

/** What a person calls a contact row. */
export const calledContact = (kind: Kind, row: Record<string, unknown>): string =>
  String(kind === 'emails' ? row.address : kind === 'phones' ? row.number : [row.line1, row.city].filter(Boolean).join(', '))

const tables = { addresses: 'UserAddressTypes', phones: 'UserPhoneTypes', emails: 'UserEmailTypes' } as const

function typeWords(kind: Kind, row: { types: string[] } & { preferredSms?: boolean }, describe: Describe): string[] {
  const types = row.types.map((type) => describe(tables[kind], type))
  return row.preferredSms ? [...types, _('Preferred for SMS')] : types
}

const options = (codes: ReadonlyMap<string, Code>, user: User, held: string[]): Option[] =>
  [...codes.values()]
    .filter((code) => mayBeChosen(code, user.recordType) || held.includes(code.code))
    .map((code) => ({ value: code.code, label: code.description }))

function period(from: string | null, to: string | null): string {
  if (from && to) return _('{from} to {to}', { from, to })
  if (from) return _('from {from}', { from })
  return to ? _('until {to}', { to }) : ''
}
