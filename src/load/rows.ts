import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import type { NewAddress } from '#users/contact/contact.ts'
import type { Typed } from '#users/field-values.ts'
import { parseFields } from '#users/field-values.ts'
import type { Part } from '#users/fields.ts'
import { parts } from '#users/fields.ts'
import type { NewUser } from '#users/record/create.ts'
import type { Column } from './columns.ts'

/** Turns the cells of a row into a user, by the catalogue. Problems name their field as `field` or `part.field`. */
export async function userFromCells(
  reader: Reader,
  columns: Column[],
  cells: string[],
): Promise<{ made: NewUser; problems: Problem[] }> {
  const typed: Partial<Record<Part, Typed>> = {}
  for (const [position, { part, name, field }] of columns.entries()) {
    const cell = cells[position] ?? ''
    typed[part] ??= {}
    typed[part][name] = field.kind === 'codes' ? cell.split(';') : cell
  }
  const problems: Problem[] = []
  const general = await read(reader, 'general', typed.general ?? {}, recordTypeOf(typed.general), problems)
  const recordType = general.recordType ?? 'PUBLIC'
  const part = async (name: Part) => {
    const values = await read(reader, name, typed[name] ?? {}, recordType, problems)
    return Object.values(values).some((value) => value !== null) ? [values] : []
  }
  const made: NewUser = {
    values: withoutEmpty(general),
    addresses: (await part('address')) as NewAddress[],
    phones: (await part('phone')) as NewUser['phones'] & [],
    emails: (await part('email')) as NewUser['emails'] & [],
    identifiers: (await part('identifier')).map(({ value }) => ({ type: 'BARCODE', value: value as string })),
    notes: (await part('note')).map(({ text }) => ({ type: 'OTHER', text: text as string })),
  }
  return { made, problems }
}

async function read(reader: Reader, part: Part, typed: Typed, recordType: string, problems: Problem[]) {
  const found = await parseFields(parts[part].fields, typed, { reader, recordType, descriptions: true })
  problems.push(
    ...found.problems.map(({ field, message }) => ({ field: part === 'general' ? field : `${part}.${field}`, message })),
  )
  return found.values as Record<string, string | null>
}

const withoutEmpty = (values: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const recordTypeOf = (typed: Typed | undefined) => {
  const text = String(typed?.recordType ?? '')
    .trim()
    .toUpperCase()
  return text === '' ? 'PUBLIC' : text
}

/** What is wrong with the number of cells, if anything: told of the first cell without heading, or the first one missing. */
export function cellsProblem(columns: Column[], cells: string[]): Problem | undefined {
  if (cells.length === columns.length) return undefined
  const missing = columns[cells.length]
  const field = missing
    ? missing.part === 'general'
      ? missing.name
      : `${missing.part}.${missing.name}`
    : String(columns.length + 1)
  const counted = { n: cells.length, wanted: columns.length }
  const message = missing
    ? _('The row has {n} cells and needs {wanted}. Add the missing ones, empty if need be.', counted)
    : _('The row has {n} cells and should have {wanted}. Take the surplus away, or put a text with commas into quotes.', counted)
  return { field, message }
}
