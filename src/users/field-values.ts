import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { isDay } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'
import type { Field } from './fields.ts'
import { missing, wordFor } from './fields.ts'

export type Typed = Record<string, string | string[] | undefined>
export type Context = {
  reader: Reader
  recordType: string
  /** The values that stand: a code that is disabled by now may stay where it is. */
  current?: Record<string, unknown>
  /** Whether a code may be given by its description, as in a file made by hand. */
  descriptions?: boolean
}
type Outcome = { value: unknown } | { problem: string }

/**
 * Turns what was typed into values, by the catalogue: only fields it names, only those that were sent; an empty one is
 * null. What cannot be understood becomes a problem with words that say how to mend it, and no value.
 */
export async function parseFields(fields: Record<string, Field>, typed: Typed, context: Context) {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const name in fields) {
    const [field, text] = [fields[name], typed[name]]
    if (field === undefined || text === undefined) continue
    const answer = parseField(field, text, context, context.current?.[name])
    // Most fields are understood at once, and there are many of them in a file.
    const outcome = answer instanceof Promise ? await answer : answer
    if ('problem' in outcome) problems.push({ field: name, message: outcome.problem })
    else values[name] = outcome.value
  }
  return { values, problems }
}

function parseField(field: Field, typed: string | string[], context: Context, current: unknown): Outcome | Promise<Outcome> {
  if (field.kind === 'codes') return parseCodes(field, [typed].flat(), context, current)
  const raw = [typed].flat().at(-1) ?? ''
  if (field.kind === 'flag') return { value: raw !== '' && raw !== 'false' }
  const text = raw.trim()
  const label = field.label
  if (hasUnstorable(text, field.kind === 'lines')) {
    return {
      problem: _('{label} holds a character that cannot be stored, shown as \ufffd. Take it out or type it again.', { label }),
    }
  }
  if (text === '') return { value: null }
  if (field.kind === 'day') return isDay(text) ? { value: text } : { problem: dayProblem(label, text) }
  if (field.kind === 'choice') return parseChoice(field, text, context)
  if (field.kind === 'code') return parseCode(field, text, context, current)
  const max = field.max ?? 255
  if (lengthOf(text) > max)
    return { problem: _('Keep {label} to {max} characters; this has {n}.', { label, max, n: lengthOf(text) }) }
  return { value: field.kind === 'lines' ? text.replace(/\r\n?/g, '\n') : text }
}

const dayProblem = (label: string, text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? _('{label} must be a real date: the calendar has no {text}.', { label, text })
    : _('{label} must be a date written year-month-day, such as 2027-09-30.', { label })

function parseChoice(field: Field, text: string, context: Context): Outcome {
  const found = field.choices?.find((choice) => choice === text || (context.descriptions && same(wordFor(choice), text)))
  if (found) return { value: found }
  return { problem: _('{label} must be one of {list}.', { label: field.label, list: field.choices?.join(', ') ?? '' }) }
}

async function parseCode(field: Field, text: string, context: Context, current: unknown): Promise<Outcome> {
  if (text === current) return { value: text }
  const codes = await codesOf(context.reader, field.codes as NonNullable<typeof field.codes>)
  const found =
    codes.get(text) ?? (context.descriptions ? [...codes.values()].find((code) => same(code.description, text)) : undefined)
  const allowed = field.types === undefined || field.types.some((type) => type === context.recordType)
  if (found && allowed && mayBeChosen(found, context.recordType)) return { value: found.code }
  return { problem: codeProblem(field, text, found, codes, context.recordType) }
}

function codeProblem(
  field: Field,
  text: string,
  found: Code | undefined,
  codes: ReadonlyMap<string, Code>,
  recordType: string,
): string {
  const label = field.label
  const type = wordFor(recordType)
  if (found && !found.enabled) return _('{label} {text} is disabled. Choose another.', { label, text })
  const open = [...codes.values()].filter(
    (code) => mayBeChosen(code, recordType) && (field.types?.some((of) => of === recordType) ?? true),
  )
  if (open.length === 0) return _('{label} does not apply to the record type {type}. Leave it empty.', { label, type })
  const list =
    open
      .slice(0, 8)
      .map((code) => code.code)
      .join(', ') + (open.length > 8 ? ' …' : '')
  if (found) return _('{label} {text} is not open to the record type {type}. Use one of {list}.', { label, text, type, list })
  return _('There is no {label} "{text}". Use one of {list}.', { label: label.toLowerCase(), text, list })
}

async function parseCodes(field: Field, typed: string[], context: Context, current: unknown): Promise<Outcome> {
  const held = Array.isArray(current) ? current : []
  const chosen: unknown[] = []
  for (const text of typed.map((one) => one.trim()).filter(Boolean)) {
    const outcome = await parseCode(field, text, context, held.includes(text) ? text : undefined)
    if ('problem' in outcome) return outcome
    if (!chosen.includes(outcome.value)) chosen.push(outcome.value)
  }
  // The same codes in another order are no change.
  const isSame = chosen.length === held.length && chosen.every((code) => held.includes(code))
  return { value: chosen.length === 0 ? null : isSame ? held : chosen }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** The same, for doors that cannot go on with a problem. Throws Refusal with all of them, told at once with what is missing. */
export async function mustParse(fields: Record<string, Field>, typed: Typed, context: Context): Promise<Record<string, unknown>> {
  const { values, problems } = await parseFields(fields, typed, context)
  if (problems.length === 0) return values
  const empty = Object.entries(fields).filter(([name, { required }]) => required && values[name] === null)
  const found = [...problems, ...empty.map(([name, field]) => missing(name, field))]
  const order = Object.keys(fields)
  throw new Refusal(found.toSorted((one, other) => order.indexOf(one.field) - order.indexOf(other.field)))
}
