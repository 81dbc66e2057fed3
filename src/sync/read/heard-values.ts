import type { Field } from '#users/fields.ts'
import { parts } from '#users/fields.ts'
import type { SourcePart } from '#users/record/follow-plan.ts'

export type HeardRow = Record<string, string | string[]>

const day = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|[T ].*)?$/
const yes = /^(true|1|yes)$/i

/** A text of a source as the catalogue reads it: days without time and zone, flags in two words, one line where one belongs. */
export function heardText(field: Field, text: string): string {
  const bare = text.trim()
  if (field.kind === 'day') return day.exec(bare)?.[1] ?? bare
  if (field.kind === 'flag') return String(yes.test(bare))
  return field.kind === 'lines' ? bare : bare.replace(/\s*[\r\n\t]+\s*/g, ' ')
}

/** The fields of a part that a source may fill, by their names. */
export const heardFields = (part: SourcePart | 'general'): [name: string, field: Field][] =>
  Object.entries<Field>(parts[part].fields).filter(([, { owner }]) => owner !== 'library')

// What makes a row one: files carry phones without number, and identifiers for people who have none.
const telling: Record<SourcePart, string[]> = {
  address: ['line1', 'line2', 'line3', 'line4', 'line5', 'city', 'stateProvince', 'postalCode', 'note'],
  phone: ['number'],
  email: ['address'],
  identifier: ['value'],
  note: ['text'],
  block: ['description', 'note'],
  statistic: ['category', 'note'],
}

/** Whether a row says anything. */
export const saysSomething = (part: SourcePart, row: HeardRow) => telling[part].some((name) => (row[name] ?? '') !== '')
