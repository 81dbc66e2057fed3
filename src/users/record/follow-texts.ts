import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import type { Value } from '#history/history.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import { parseFields } from '../field-values.ts'
import type { Field } from '../fields.ts'
import { parts } from '../fields.ts'
import type { Heard, SourcePart } from './follow-plan.ts'

export type Texts = Heard['fields']
export type Values = Record<string, Value>
/** A code of which the library knows nothing. */
export type UnknownCode = { table: CodeTable; code: string }
/** What was understood of some texts. Problems are named after their field. */
export type Understood = { values: Values; problems: Problem[]; unknown: UnknownCode[] }
export type Context = { reader: Reader; recordType: string }

// What a source may say: neither what belongs to the library nor what is fixed when the record is made.
const sayable = (part: keyof typeof parts) =>
  Object.fromEntries(Object.entries<Field>(parts[part].fields).filter(([, { owner, fixed }]) => owner !== 'library' && !fixed))
export const ownFields = sayable('general')
export const rowFields = {
  address: sayable('address'),
  phone: sayable('phone'),
  email: sayable('email'),
  identifier: sayable('identifier'),
  note: sayable('note'),
  block: sayable('block'),
  statistic: sayable('statistic'),
} as const satisfies Record<SourcePart, Record<string, Field>>

/**
 * Values of what a source says, by the catalogue; codes may be given by their descriptions. What says the same as
 * `current` is not looked at any further: nearly everything does, and what a record holds already stays valid.
 */
export async function understand(
  { reader, recordType }: Context,
  fields: Record<string, Field>,
  texts: Texts,
  current: Record<string, unknown>,
): Promise<Understood> {
  const values: Values = {}
  let rest: Texts | undefined
  for (const name in texts) {
    const field = fields[name]
    const text = texts[name]
    if (field === undefined || text === undefined) continue
    const held = (current[name] ?? null) as Value
    if (saysSame(field, text, held)) values[name] = held
    else {
      rest ??= {}
      rest[name] = text
    }
  }
  if (!rest) return { values, problems: [], unknown: [] }
  const parsed = await parseFields(fields, rest, { reader, recordType, current, descriptions: true })
  Object.assign(values, parsed.values)
  const wrong = parsed.problems.map(({ field }) => field)
  return { values, problems: parsed.problems, unknown: await unknownIn({ reader, recordType }, fields, rest, wrong) }
}

/** Whether a text stands for a value; undefined stands for none. False where only parsing can tell. */
export function saysSame({ kind }: Field, text: string | string[] | undefined, value: Value): boolean {
  if (kind === 'flag')
    return typeof text !== 'object' && (value === true) === (text !== undefined && text !== '' && text !== 'false')
  const empty = text === undefined || text === '' || (typeof text === 'object' && text.length === 0)
  if (empty || value === null) return empty && value === null
  if (!Array.isArray(value)) return text === value
  const several = [text].flat()
  return several.length === value.length && several.every((one) => value.includes(one))
}

// Where the record type has no such field, another code would not help.
async function unknownIn(
  { reader, recordType }: Context,
  fields: Record<string, Field>,
  texts: Texts,
  wrong: string[],
): Promise<UnknownCode[]> {
  const unknown: UnknownCode[] = []
  for (const name of wrong) {
    const field = fields[name]
    if (!field?.codes || !(field.types?.some((type) => type === recordType) ?? true)) continue
    const known = await codesOf(reader, field.codes)
    const descriptions = new Set([...known.values()].map(({ description }) => description.toLowerCase()))
    for (const code of [texts[name] ?? []].flat().map((text) => text.trim()))
      if (code !== '' && !known.has(code) && !descriptions.has(code.toLowerCase())) unknown.push({ table: field.codes, code })
  }
  return unknown
}
