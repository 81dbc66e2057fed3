import type { Value } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { parseFields } from '#users/field-values.ts'
import type { Field } from '#users/fields.ts'
import { missing, recordTypes } from '#users/fields.ts'
import type { KnownUser } from '#users/users.queries.ts'

/** What a task's form sends, by the names of its fields. */
export type TaskValues = Record<string, Value>
export type Condition = 'always' | 'empty' | 'is'
type Doing = { actor: Actor; user: KnownUser; values: TaskValues }

/** One kind of thing that can be done to every user of a set. */
export type TaskKind = {
  label: string
  /** The fields of its form. */
  fields: readonly string[]
  ticks?: readonly string[]
  /** When it may be done, beside always. */
  conditions: readonly Condition[]
  /** What its conditions look at, as the catalogue has it. */
  field?: Field
  /** Throws Refusal for what cannot be understood for any user. Answers the values as they are kept. */
  check(reader: Reader, values: TaskValues, today: string): Promise<TaskValues>
  /** What stands on this user, as conditions see it. */
  present(reader: Reader, user: KnownUser, values: TaskValues): Promise<Value> | Value
  /** What it writes in the user's own row: texts by field. All such tasks are one act. */
  typed?(user: KnownUser, values: TaskValues): Record<string, string>
  /** Otherwise: does it, by the verb of its tab. */
  act?(tx: Tx, doing: Doing): Promise<unknown>
}

type Fields = Record<string, Field>

/** What the catalogue understands for at least one record type. Throws Refusal with what is wrong for the first of them. */
export async function understood(reader: Reader, fields: Fields, values: TaskValues): Promise<Record<string, unknown>> {
  let found: Problem[] | undefined
  for (const recordType of recordTypes.toSorted((one) => (one === 'PUBLIC' ? -1 : 1))) {
    const outcome = await parseFor(reader, fields, values, recordType)
    if (outcome.problems.length === 0) return outcome.values
    found ??= outcome.problems
  }
  throw new Refusal(found ?? [])
}

async function parseFor(reader: Reader, fields: Fields, values: TaskValues, recordType: string) {
  const typed = Object.fromEntries(Object.keys(fields).map((name) => [name, textOf(values[name])]))
  const { values: parsed, problems } = await parseFields(fields, typed, { reader, recordType })
  const empty = Object.entries(fields).filter(([name, { required }]) => required && parsed[name] === null)
  return { values: parsed, problems: [...problems, ...empty.map(([name, field]) => missing(name, field))] }
}

/** The same for one user. */
export async function understoodFor(reader: Reader, user: KnownUser, fields: Fields, values: TaskValues) {
  const outcome = await parseFor(reader, fields, values, user.recordType)
  if (outcome.problems.length > 0) throw new Refusal(outcome.problems)
  return outcome.values
}

export const textOf = (value: Value | undefined): string =>
  value === true ? 'on' : value === false || value === null || value === undefined ? '' : String(value)
