import type { Period } from '#platform/dates.ts'
import { addPeriod, isDay, periods } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Field, UserField } from '#users/fields.ts'
import { missing, userFields } from '#users/fields.ts'
import type { TaskKind, TaskValues } from './task-kind.ts'
import { textOf, understood } from './task-kind.ts'

/** What a choice sends for: make the field empty. No code is written so. */
export const nothing = '-'

/** Sets one field of the user's own row. */
export function fieldTask(name: UserField): TaskKind {
  const field: Field = userFields[name]
  return {
    label: field.label,
    fields: ['value'],
    conditions: ['empty', 'is'],
    field,
    async check(reader, { value }) {
      const text = textOf(value).trim()
      if (text === '') refuse('value', missing(name, field).message)
      if (text === nothing && !field.required) return { value: text }
      await understood(reader, { value: field }, { value: text })
      return { value: text }
    },
    present: (_reader, user) => user[name],
    typed: (_user, { value }) => ({ [name]: value === nothing ? '' : textOf(value) }),
  }
}

export const dayModes = ['day', 'plus', 'none'] as const
const mostOf: Record<Period, number> = { days: 36_500, months: 1200, years: 100 }

/** Sets a day: a certain one, or so much later than the one that stands; where none stands, than the day it is asked. */
export function dayTask(name: 'expiryDate' | 'purgeDate'): TaskKind {
  const field: Field = userFields[name]
  return {
    label: field.label,
    fields: ['mode', 'day', 'n', 'period'],
    conditions: ['empty', 'is'],
    field,
    async check(reader, { mode, day, n, period }, today): Promise<TaskValues> {
      if (mode === 'none') return { mode }
      if (mode === 'plus') return { mode, n: numberIn(n, period), period: period ?? '', from: today }
      if (mode !== 'day') refuse('mode', _('Choose how {label} is set.', { label: field.label }))
      const asked: Field = { ...field, required: true }
      return { mode: 'day', day: (await understood(reader, { day: asked }, { day: day ?? '' })).day as string }
    },
    present: (_reader, user) => user[name],
    typed: (user, values) => ({ [name]: dayFor(user[name], values) }),
  }
}

function numberIn(n: unknown, period: unknown): string {
  const known = periods.find((one) => one === period)
  if (!known) return refuse('period', _('Choose days, months or years.'))
  const most = mostOf[known]
  const number = /^\d{1,5}$/.test(String(n).trim()) ? Number(n) : 0
  if (number < 1 || number > most) refuse('n', _('Enter a number from 1 to {most}.', { most }))
  return String(number)
}

function dayFor(present: string | null, { mode, day, n, period, from }: TaskValues): string {
  if (mode === 'none') return ''
  if (mode === 'day') return textOf(day)
  const later = addPeriod(present ?? textOf(from), Number(n), period as Period)
  return isDay(later) ? later : refuse('', _('{day} cannot be moved on: the calendar ends.', { day: present ?? '' }))
}
