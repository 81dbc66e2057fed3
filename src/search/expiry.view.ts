import { daysBetween } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'

const soon = 30

/** A word beside a day that has passed or is near. */
export function expiryMark(day: string | null, today: string): { label: string; kind: 'warn' | 'bad' } | undefined {
  if (day === null) return undefined
  const left = daysBetween(today, day)
  if (left < 0) return { label: _('expired'), kind: 'bad' }
  if (left === 0) return { label: _('today'), kind: 'warn' }
  return left <= soon ? { label: _n('in {n} day', 'in {n} days', left), kind: 'warn' } : undefined
}
