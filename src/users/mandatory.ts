import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { refuse } from '#platform/problems.ts'
import type { Field } from './fields.ts'
import { fieldOf, userFields, wordFor } from './fields.ts'

/** Rows that a library may ask of every user, each by its name among the mandatory ones. */
export const rowKinds = ['address', 'phone', 'email', 'barcode'] as const
export type RowKind = (typeof rowKinds)[number]
/** What the library made mandatory for a record type: fields of the user's own row, and rows of its lists. */
export type Mandatory = { fields: ReadonlySet<string>; rows: ReadonlySet<RowKind> }
export const nothingMore: Mandatory = { fields: new Set(), rows: new Set() }

const isOpen = ({ types, fixed, required }: Field, recordType: string) =>
  !fixed && !required && (types === undefined || types.some((type) => type === recordType))

/** What may be made mandatory for a record type: the fields that it has and can fill in, and rows. */
export async function mandatoryChoices(reader: Reader, recordType: string): Promise<string[]> {
  const names: string[] = []
  for (const [name, field] of Object.entries<Field>(userFields)) {
    const codes = field.codes ? [...(await codesOf(reader, field.codes)).values()] : undefined
    const canBeFilled = codes?.some((code) => mayBeChosen(code, recordType)) ?? true
    if (isOpen(field, recordType) && canBeFilled) names.push(name)
  }
  // A contact has no additional identifiers.
  return [...names, ...rowKinds.filter((kind) => kind !== 'barcode' || recordType !== 'CONTACT')]
}

/** The same with what is mandatory and cannot be filled in at the moment, so that it can be given up. */
export async function mandatoryOffered(reader: Reader, recordType: string): Promise<string[]> {
  const choices = await mandatoryChoices(reader, recordType)
  return [...choices, ...[...(await mandatoryNames(reader, recordType))].filter((name) => !choices.includes(name))]
}

/** What is mandatory for a record type. A field with nothing to choose from is not asked for. */
export async function mandatoryOf(reader: Reader, recordType: string): Promise<Mandatory> {
  const wanted = await mandatoryNames(reader, recordType)
  if (wanted.size === 0) return nothingMore
  const open = (await mandatoryChoices(reader, recordType)).filter((name) => wanted.has(name))
  const isRow = (name: string): name is RowKind => rowKinds.includes(name as RowKind)
  return { fields: new Set(open.filter((name) => !isRow(name))), rows: new Set(open.filter(isRow)) }
}

const rowWords: Record<RowKind, string> = {
  address: _('An address'),
  phone: _('A phone number'),
  email: _('An e-mail address'),
  barcode: _('A barcode'),
}
/** What people read for a name among the mandatory ones. */
export const mandatoryWord = (name: string): string => rowWords[name as RowKind] ?? fieldOf('general', name)?.label ?? name

const places = { address: 'address.line1', phone: 'phone.number', email: 'email.address', barcode: 'identifier.value' } as const
export const missingRow = (kind: RowKind): Problem => ({
  field: places[kind],
  message: _('{row} is required. Enter it.', { row: rowWords[kind] }),
})

/** To be called where the last row of a kind is gone. Throws Refusal where the library made such a row mandatory. */
export async function mustNotBeLast(reader: Reader, { recordType }: { recordType: string }, kind: RowKind): Promise<void> {
  if (!(await mandatoryOf(reader, recordType)).rows.has(kind)) return
  const words = { row: rowWords[kind], type: wordFor(recordType) }
  refuse('', _('{row} is required for the record type {type}. Add another one before you take this one away.', words))
}
