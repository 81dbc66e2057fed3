import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Change } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from '../field-words.view.ts'
import { fieldOf, parts } from '../fields.ts'

export const pageSize = 50

type Line = { what: string; before: string; after: string }
/** What the History page shows: each act with its lines, the newest first. */
export type HistoryPage = {
  acts: { when: string; who: string; door: string; action: string; lines: Line[] }[]
  newer: string | undefined
  older: string | undefined
}

type Parts = { userId: number; page: number; describe: Describe; timeZone: string }

export function historyPage(rows: ChangeRow[], { userId, page, describe, timeZone }: Parts): HistoryPage {
  const at = (n: number) => `/users/${userId}/history${n > 1 ? `?page=${n}` : ''}`
  return {
    acts: rows.slice(0, pageSize).map((row) => ({
      when: minuteIn(timeZone, row.at),
      who: row.actorName,
      door: doorWords(row),
      action: actionWords[row.action] ?? row.action,
      lines: row.items.map((change) => lineOf(change, describe)),
    })),
    newer: page > 1 ? at(page - 1) : undefined,
    older: rows.length > pageSize ? at(page + 1) : undefined,
  }
}

const actionWords: Record<string, string> = {
  created: _('Created'),
  changed: _('Changed'),
  'role granted': _('Role given'),
  'role changed': _('Role changed'),
  'role ended': _('Role ended'),
  'role removed': _('Role removed'),
  added: _('Added'),
  removed: _('Removed'),
  'card replaced': _('Card replaced'),
  'password set': _('Password set'),
  'password changed': _('Password changed'),
}

function doorWords({ door, doorDetail }: ChangeRow): string {
  if (door === 'file') return _('file {name}', { name: doorDetail ?? '' })
  if (door === 'command') return _('command {name}', { name: doorDetail ?? '' })
  return door === 'set-up' ? _('set-up') : _('form')
}

function lineOf(change: Change, describe: Describe): Line {
  const part = parts[change.part as keyof typeof parts]
  const label = change.field === 'password' ? _('Password') : (fieldOf(change.part, change.field)?.label ?? change.field)
  const what = change.part === 'general' || !part || part.label === label ? label : `${part.label}: ${label}`
  if (change.field === 'password') return { what, before: '', after: _('changed') }
  const shown = (value: Change['before']) => shownValue(change.part, change.field, value, describe)
  return { what, before: shown(change.before), after: shown(change.after) }
}
