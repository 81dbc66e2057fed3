import { doors } from '#history/history.ts'
import { isDay } from '#platform/dates.ts'

/** What of the activity is asked for, as it stands in an address. An empty text means all. */
export type Filter = { who: string; door: string; action: string; subject: string; failed: string; from: string; to: string }
/** Where a page begins: with what is older than a row of that number, or newer. */
export type Cursor = { before?: number; after?: number }

export const filterFields = ['who', 'door', 'action', 'subject', 'failed', 'from', 'to'] as const
const longestText = 255

/** Reads a filter from the query of an address, or from a form; whatever is unknown there falls back to all. */
export function filterFrom(given: unknown, known: { actions: readonly string[]; subjects: readonly string[] }): Filter {
  const text = (name: string) => last(given, name).trim().slice(0, longestText)
  const one = (list: readonly string[], name: string) => list.find((value) => value === text(name)) ?? ''
  const day = (name: string) => (isDay(text(name)) ? text(name) : '')
  return {
    who: text('who'),
    door: one(doors, 'door'),
    action: one(known.actions, 'action'),
    subject: one(known.subjects, 'subject'),
    failed: one(['on'], 'failed'),
    from: day('from'),
    to: day('to'),
  }
}

export function cursorFrom(query: unknown): Cursor {
  const number = (name: string) => (/^\d{1,15}$/.test(last(query, name)) ? Number(last(query, name)) : undefined)
  const [before, after] = [number('before'), number('after')]
  return before !== undefined ? { before } : after !== undefined ? { after } : {}
}

const last = (given: unknown, name: string) =>
  String([(given as Record<string, unknown> | undefined)?.[name]].flat().at(-1) ?? '')

/** The address of a page of what a filter finds. */
export function filterUrl(path: string, filter: Filter, cursor: Cursor = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== '') query.set(name, value)
  for (const [name, value] of Object.entries(cursor)) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

export const isFiltering = (filter: Filter): boolean => Object.values(filter).some((value) => value !== '')
