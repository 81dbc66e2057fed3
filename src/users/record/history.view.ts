import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Change, Value } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { roleName } from '#roles/roles.ts'
import { fieldOf, parts, wordFor } from '../fields.ts'

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
  return { what, before: shown(change, change.before, describe), after: shown(change, change.after, describe) }
}

function shown(change: Change, value: Value, describe: Describe): string {
  const field = fieldOf(change.part, change.field)
  if (value === null) return ''
  if (change.part === 'role' && change.field === 'role') return roleName(Number(value))
  if (change.part === 'role' && change.field === 'scope') return value === 'INSTITUTION' ? _('Institution') : String(value)
  if (typeof value === 'boolean') return value ? _('yes') : _('no')
  if (Array.isArray(value)) return value.map((code) => (field?.codes ? describe(field.codes, code) : code)).join(', ')
  if (field?.codes) return describe(field.codes, String(value))
  return field?.kind === 'choice' ? wordFor(String(value)) : String(value)
}
