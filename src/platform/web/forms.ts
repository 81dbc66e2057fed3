import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Spoken } from '#platform/problems.ts'
import { showable } from '#platform/text.ts'

/** What a form shows: what was typed when it was refused, else what is stored; never a mixture of both. */
export type Form = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  problems: Problem[]
  dirty: boolean
}

/** A form as it is first drawn. */
export function drawnForm(stored: Record<string, unknown>): Form {
  const values = Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, inForm(value)]))
  return { values, errors: {}, problems: [], dirty: false }
}

/** The same form after a refusal: all that was typed, and the problems beside their fields. */
export function refusedForm(typed: Record<string, unknown>, problems: Problem[]): Form {
  const values = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, shown(value)]))
  const errors: Record<string, string> = {}
  for (const { field, message } of problems) errors[field] ??= message
  return { values, errors, problems, dirty: true }
}

const inForm = (value: unknown) =>
  Array.isArray(value) ? value.map(String) : value === null || value === undefined ? '' : String(value)
const shown = (value: unknown) =>
  Array.isArray(value) ? value.map((one) => showable(String(one))) : showable(String(value ?? ''))

const mostInList = 10_000

/** A field that may come several times. No page of ours has that many ticks, and each would be looked at. */
function listOf(value: unknown): string[] {
  const list = value === undefined ? [] : [value].flat()
  if (list.length > mostInList)
    throw new Spoken(413, _('More was ticked than one form carries: at most {n}. Nothing was saved.', { n: mostInList }))
  return list.map(String)
}

/**
 * The named fields of a post. A tick that was not sent is off, a list that was not sent is empty; any other field that
 * was not sent is left out.
 */
export function typedForm(
  body: unknown,
  names: { fields: readonly string[]; ticks?: readonly string[]; lists?: readonly string[] },
) {
  const sent = (body ?? {}) as Record<string, unknown>
  const typed: Record<string, string | string[]> = {}
  for (const name of names.fields) {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined
    if (names.lists?.includes(name)) typed[name] = listOf(value)
    else if (value !== undefined) typed[name] = String([value].flat().at(-1))
    else if (names.ticks?.includes(name)) typed[name] = ''
  }
  return typed
}

/** The same for fields that are all plain texts; a name sent twice keeps its last value. */
export const typedIn = <Name extends string>(body: unknown, names: readonly Name[]): Partial<Record<Name, string>> =>
  typedForm(body, { fields: names }) as Partial<Record<Name, string>>

/** A form's fields as the body parser hands them over: text, or a list where a name was sent more than once. */
export function parseBody(text: string): Record<string, string | string[]> {
  const body: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const before = body[name]
    // Never a new list for each value: a hundred thousand of one name would take minutes.
    if (Array.isArray(before)) before.push(value)
    else body[name] = before === undefined ? value : [before, value]
  }
  return body
}
