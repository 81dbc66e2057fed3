import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { contactProblems, periodProblems, usualType } from '../contact/contact.ts'
import type { Field } from '../fields.ts'
import { missingIn } from '../fields.ts'
import { noneForContacts } from '../identifiers/identifiers.ts'
import type { Row } from '../rows.ts'
import type { SourcePart } from './follow-plan.ts'
import type { Context, Texts, UnknownCode, Values } from './follow-texts.ts'
import { rowFields, saysSame, understand } from './follow-texts.ts'

/** A row as the source says it, complete; `held` is the row of the user that says exactly this, where there is one. */
export type HeardRow = { values: Values; held?: Row }
export type HeardRows = { rows: HeardRow[]; problems: Problem[]; unknown: UnknownCode[] }

/** Flags that one row of a list may have; they are settled for the whole list. */
export const flagsOf: Partial<Record<SourcePart, readonly string[]>> = {
  address: ['preferred'],
  phone: ['preferred', 'preferredSms'],
  email: ['preferred'],
}
export const isFlag = (part: SourcePart, name: string): boolean => flagsOf[part]?.includes(name) ?? false

const kinds = { address: 'addresses', phone: 'phones', email: 'emails' } as const

/** Understands the rows of one list, each once. `own` are the rows of the user that the source owns. */
export async function hearRows(context: Context, part: SourcePart, texts: Texts[], own: Row[]): Promise<HeardRows> {
  const heard: HeardRows = { rows: [], problems: [], unknown: [] }
  if (part === 'identifier' && texts.length > 0 && context.recordType === 'CONTACT')
    return { ...heard, problems: [{ field: 'identifier.value', message: noneForContacts() }] }
  const left = [...own]
  for (const row of texts) {
    if (saysNothing(part, row)) continue
    const usual = usualValues(part, context.recordType)
    const at = left.findIndex((one) => readsSame(part, row, one, usual))
    const held = at < 0 ? undefined : left.splice(at, 1)[0]
    if (held) heard.rows.push({ values: withFlags(part, valuesOf(part, held), row), held })
    else await hearRow(context, part, row, usual, heard)
  }
  mustBeOnce(part, heard)
  return heard
}

async function hearRow(context: Context, part: SourcePart, row: Texts, usual: Values, heard: HeardRows): Promise<void> {
  const { values, problems, unknown } = await understand(context, rowFields[part], row, {})
  const complete: Values = { ...usual }
  for (const [name, value] of Object.entries(values)) complete[name] = value ?? usual[name] ?? null
  heard.unknown.push(...unknown)
  const wrong = new Set(problems.map(({ field }) => field))
  const found = [...problems, ...standing(part, complete).filter(({ field }) => !wrong.has(field))]
  heard.problems.push(...found.map((problem) => ({ ...problem, field: `${part}.${problem.field}` })))
  const content = heard.rows.length > 0 ? contentOf(part, complete) : ''
  const twin = heard.rows.find((one) => contentOf(part, one.values) === content)
  // What a file says twice it says once.
  if (!twin) heard.rows.push({ values: complete })
  else for (const flag of flagsOf[part] ?? []) if (complete[flag] === true) twin.values[flag] = true
}

// Flags that are off, and the type or status of a row that names none.
const known = new Map<string, Values>()
function usualValues(part: SourcePart, recordType: string): Values {
  const key = `${part} ${recordType}`
  const values =
    known.get(key) ??
    Object.fromEntries(Object.entries(rowFields[part]).map(([name, field]) => [name, usual(part, field, recordType)]))
  known.set(key, values)
  return values
}
function usual(part: SourcePart, { kind, wire }: Field, recordType: string): Value {
  if (kind === 'flag') return false
  if (kind === 'codes') return [usualType(kinds[part as keyof typeof kinds], recordType)]
  return wire.endsWith('status') ? 'ACTIVE' : null
}

/** A row's content apart from the flags that are settled for the whole list, to be compared. */
export const contentOf = (part: SourcePart, values: Record<string, unknown>): string =>
  JSON.stringify(
    Object.keys(rowFields[part])
      .filter((name) => !isFlag(part, name))
      .map((name) => (Array.isArray(values[name]) ? values[name].toSorted() : (values[name] ?? null))),
  )

function readsSame(part: SourcePart, texts: Texts, row: Row, usual: Values): boolean {
  const fields: Record<string, Field> = rowFields[part]
  for (const name in fields) {
    if (isFlag(part, name)) continue
    const value = (row[name] ?? null) as Value
    const empty = texts[name] === undefined || texts[name].length === 0
    const same =
      empty && usual[name] !== null ? String(value) === String(usual[name]) : saysSame(fields[name] as Field, texts[name], value)
    if (!same) return false
  }
  return true
}

const valuesOf = (part: SourcePart, row: Row): Values =>
  Object.fromEntries(Object.keys(rowFields[part]).map((name) => [name, (row[name] ?? null) as Value]))

function withFlags(part: SourcePart, values: Values, texts: Texts): Values {
  for (const flag of flagsOf[part] ?? [])
    values[flag] = texts[flag] !== undefined && texts[flag] !== '' && texts[flag] !== 'false'
  return values
}

// An element of which only a type or a flag is filled in.
const free = new Set(['text', 'lines', 'day'])
const saysNothing = (part: SourcePart, texts: Texts): boolean =>
  Object.entries<Field>(rowFields[part]).every(([name, { kind, required }]) => {
    const counts = free.has(kind) || (required && (part === 'block' ? name === 'description' : part === 'statistic'))
    return !counts || [texts[name] ?? ''].flat().every((text) => text.trim() === '')
  })

function standing(part: SourcePart, values: Values): Problem[] {
  if (part === 'address') return [...bare(contactProblems({ addresses: [values as never] })), ...periodProblems(values)]
  if (part === 'email' && values.address !== null) return bare(contactProblems({ emails: [values as never] }))
  return missingIn(part, values)
}
const bare = (problems: Problem[]) => problems.map((problem) => ({ ...problem, field: problem.field.split('.').at(-1) ?? '' }))

function mustBeOnce(part: SourcePart, { rows, problems }: HeardRows): void {
  if (part !== 'statistic') return
  const categories = rows.map(({ values }) => values.category)
  const twice = categories.find((category, at) => category !== null && categories.indexOf(category) !== at)
  if (twice)
    problems.push({
      field: 'statistic.category',
      message: _('{category} stands here twice, with different notes. Leave one.', { category: String(twice) }),
    })
}
