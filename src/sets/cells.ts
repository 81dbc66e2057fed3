import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { minuteIn } from '#platform/dates.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import type { Field } from '#users/fields.ts'
import { userFields, wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { Column } from './columns.ts'
import type { Exported, Lists } from './export.queries.ts'

/** How values are written: what codes are called, or the codes themselves. */
export type CellWords = { describe: Describe; nameOf: Namer; timeZone: string; asCodes: boolean }
type Row<Name extends keyof Lists> = NonNullable<Lists[Name]>[number]

const between = '; '
const joined = (texts: (string | null)[]) => texts.filter(Boolean).join(between)

/** What stands in one column of a user's line. */
export function cellOf({ name, type }: Column, { user, lists }: Exported, words: CellWords): string {
  if (name === 'name') return words.nameOf(user)
  if (name === 'createdAt' || name === 'changedAt') return minuteIn(words.timeZone, user[name])
  if (type !== undefined) return joined((lists.identifiers ?? []).filter((one) => one.type === type).map(({ value }) => value))
  const listed = listTexts[name]
  if (listed) return listed(lists, words)
  return Object.hasOwn(userFields, name)
    ? fieldText(userFields[name as keyof typeof userFields], user[name as keyof typeof userFields], words)
    : ''
}

function fieldText(field: Field, value: unknown, words: CellWords): string {
  if (value === null || value === undefined) return ''
  if (field.codes) {
    const table = field.codes
    return joined([value].flat().map((code) => coded(words, table, String(code))))
  }
  return field.kind === 'choice' && !words.asCodes ? wordFor(String(value)) : String(value)
}

const coded = ({ describe, asCodes }: CellWords, table: CodeTable, code: string) => (asCodes ? code : describe(table, code))

const preferredOf = <One extends { preferred: boolean }>(list: One[] | undefined) =>
  list?.filter(({ preferred }) => preferred) ?? []

const listTexts: Record<string, (lists: Lists, words: CellWords) => string> = {
  email: ({ emails }) => joined(preferredOf(emails).map(({ address }) => address)),
  emails: ({ emails = [] }) => joined(emails.map(({ address }) => address)),
  phone: ({ phones }) => joined(preferredOf(phones).map(({ number }) => number)),
  phones: ({ phones = [] }) => joined(phones.map(({ number }) => number)),
  address: ({ addresses }, words) => joined(preferredOf(addresses).map((one) => addressText(one, words))),
  addresses: ({ addresses = [] }, words) => joined(addresses.map((one) => addressText(one, words))),
  identifiers: ({ identifiers = [] }, words) =>
    joined(identifiers.map(({ type, value }) => `${coded(words, 'UserIdentifierTypes', type)}: ${value}`)),
  roles: ({ roles = [] }, words) => joined(roles.map((one) => roleText(one, words))),
  blocks: ({ blocks = [] }, words) =>
    joined(blocks.map(({ description }) => coded(words, 'UserBlockDescription', description ?? ''))),
  notes: ({ notes = [] }) => joined(notes.map(({ text }) => text)),
  statistics: ({ statistics = [] }, words) =>
    joined(statistics.map(({ category }) => coded(words, 'StatisticalCategories', category))),
}

const addressText = (
  { line1, line2, line3, line4, line5, postalCode, city, stateProvince, country }: Row<'addresses'>,
  words: CellWords,
) =>
  [
    line1,
    line2,
    line3,
    line4,
    line5,
    [postalCode, city].filter(Boolean).join(' '),
    stateProvince,
    country && coded(words, 'CountryCodes', country),
  ]
    .filter(Boolean)
    .join(', ')

function roleText({ role, scope }: Row<'roles'>, words: CellWords): string {
  const named = words.asCodes ? String(role) : roleName(role)
  return scope === institutionScope ? named : `${named} (${coded(words, 'Libraries', scope ?? '')})`
}
