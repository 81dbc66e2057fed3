import type { Door } from '#history/history.ts'
import { doors } from '#history/history.ts'
import type { ActFilter } from '#history/long-acts.queries.ts'
import { addDays, isDay, startOf } from '#platform/dates.ts'
import { typedIn } from '#platform/web/forms.ts'
import { fieldOf } from '../fields.ts'

/** What of a user's history is asked for, as it stands in an address. An empty text means all. */
export type HistoryFilter = { field: string; who: string; door: Door | ''; from: string; to: string }
const names = ['field', 'who', 'door', 'from', 'to'] as const
const longestText = 255

/** Reads a filter from the query of an address; whatever is unknown there falls back to all. */
export function historyFilter(query: unknown): HistoryFilter {
  const given = typedIn(query, names)
  const text = (name: (typeof names)[number]) => (given[name] ?? '').trim().slice(0, longestText)
  const [part = '', field = ''] = text('field').split('.')
  const day = (name: 'from' | 'to') => (isDay(text(name)) ? text(name) : '')
  return {
    field: fieldOf(part, field) ? `${part}.${field}` : '',
    who: text('who'),
    door: doors.find((door) => door === text('door')) ?? '',
    from: day('from'),
    to: day('to'),
  }
}

export const isFiltering = (filter: HistoryFilter): boolean => Object.values(filter).some((value) => value !== '')

/** The address of a page of what a filter finds. */
export function historyUrl(user: { id: number }, filter: HistoryFilter, page = 1): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/users/${user.id}/history${text === '' ? '' : `?${text}`}`
}

/** The same for the query: days are those of the institution. */
export function askedOf({ field, who, door, from, to }: HistoryFilter, timeZone: string): ActFilter {
  const [part, name] = field.split('.')
  return {
    ...(part && name ? { field: { part, name } } : {}),
    ...(who ? { who } : {}),
    ...(door ? { door } : {}),
    ...(from ? { from: startOf(timeZone, from) } : {}),
    ...(to ? { until: startOf(timeZone, addDays(to, 1)) } : {}),
  }
}
