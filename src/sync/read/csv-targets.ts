import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Field } from '#users/fields.ts'
import { addressFields, parts } from '#users/fields.ts'
import { heardFields } from './heard-values.ts'

/** What a column fills: a field of the user, a field of its one address, or a row of a list, told apart by `which`. */
export type FieldTarget = { part: 'general' | 'address'; name: string; field: Field }
export type RowTarget = { part: RowPart; which: string }
export type Target = FieldTarget | RowTarget
export type RowPart = 'identifier' | 'email' | 'phone' | 'note' | 'statistic'

const rowParts: Record<RowPart, { table: CodeTable; mustSay: boolean }> = {
  identifier: { table: 'UserIdentifierTypes', mustSay: true },
  email: { table: 'UserEmailTypes', mustSay: true },
  phone: { table: 'UserPhoneTypes', mustSay: true },
  note: { table: 'NoteTypes', mustSay: true },
  statistic: { table: 'StatisticalCategories', mustSay: false },
}
const isRowPart = (name: string): name is RowPart => Object.hasOwn(rowParts, name)
const general = new Map(heardFields('general'))
const address = new Map(heardFields('address').filter(([name]) => name !== 'preferred'))
const numbered = ['1', '2', '3']

/** What the target of a column means; undefined for one that there is not. Codes are not looked up. */
export function targetOf(target: string): Target | undefined {
  const [, part = '', which] = /^([a-z]+)(?::(.+))?$/.exec(target) ?? []
  if (isRowPart(part) && (which !== undefined || !rowParts[part].mustSay)) return { part, which: which ?? '' }
  const own = general.get(target)
  if (own) return { part: 'general', name: target, field: own }
  const name = /^address\.(\w+)$/.exec(target)?.[1] ?? ''
  const field = address.get(name)
  return field && { part: 'address', name, field }
}

/** Everything a column may fill, with what people call it. */
export async function csvTargets(reader: Reader): Promise<{ value: string; label: string }[]> {
  const own = [...general].map(([value, { label }]) => ({ value, label }))
  const lists = await Promise.all((Object.keys(rowParts) as RowPart[]).map((part) => listTargets(reader, part)))
  const ofAddress = Object.entries<Field>(addressFields)
    .filter(([name]) => address.has(name))
    .map(([name, { label }]) => ({ value: `address.${name}`, label: _('Address: {label}', { label }) }))
  return [...own, ...lists.flat(), ...ofAddress]
}

async function listTargets(reader: Reader, part: RowPart): Promise<{ value: string; label: string }[]> {
  const { label } = parts[part]
  const codes = [...(await codesOf(reader, rowParts[part].table)).values()].filter(({ enabled }) => enabled)
  const coded = codes.map(({ code, description }) => ({
    value: `${part}:${code}`,
    label: _('{label}: {which}', { label, which: description || code }),
  }))
  if (part === 'statistic') return [{ value: part, label: _('Statistical category') }, ...coded]
  if (part !== 'email' && part !== 'phone') return coded
  return [...numbered.map((n) => ({ value: `${part}:${n}`, label: _('{label} {which}', { label, which: n }) })), ...coded]
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
const guesses = new Map([
  ...[...general].flatMap(([name, { label, wire }]) => [name, label, wire].map((text): [string, string] => [bare(text), name])),
  ...[...address].flatMap(([name, { label, wire }]) =>
    [name, label, wire].map((text): [string, string] => [bare(text), `address.${name}`]),
  ),
  ['email', 'email:1'],
  ['emailaddress', 'email:1'],
  ['phone', 'phone:1'],
  ['phonenumber', 'phone:1'],
  ['barcode', 'identifier:BARCODE'],
  ['cardnumber', 'identifier:BARCODE'],
  ['note', 'note:OTHER'],
  ['group', 'userGroup'],
  ['id', 'primaryId'],
] as [string, string][])

/** What a column seems to fill, by its heading; empty when nothing suggests itself. */
export const guessedTarget = (heading: string): string => guesses.get(bare(heading)) ?? ''
