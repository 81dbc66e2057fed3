import { addDays, isDay } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { BadTerm } from './bad-term.ts'
import type { Sign } from './query-text.ts'

/** From the first to the last day of what is written: a day, a month, a year, or today. */
function spanOf(value: string, today: string): [first: string, last: string] | undefined {
  if (/^today$/iu.test(value)) return [today, today]
  const [, year, month, day] = /^([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value) ?? []
  if (!year) return undefined
  if (day) return isDay(value) ? [value, value] : undefined
  if (!month) return [`${year}-01-01`, `${year}-12-31`]
  return isDay(`${value}-01`) ? [`${value}-01`, addDays(`${addDays(`${value}-01`, 31).slice(0, 8)}01`, -1)] : undefined
}

/** The days that a sign and a value ask for, both ends included. Throws BadTerm. */
export function daysOf(label: string, sign: Sign, value: string, today: string): { from?: string; until?: string } {
  const span = spanOf(value, today)
  if (!span) throw new BadTerm(_('{label}: “{value}” is no day. Write 2027-01-31, 2027-01, 2027 or today.', { label, value }))
  const [first, last] = span
  if (sign === '<') return { until: addDays(first, -1) }
  if (sign === '<=') return { until: last }
  if (sign === '>') return { from: addDays(last, 1) }
  return sign === '>=' ? { from: first } : { from: first, until: last }
}
