import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { doors } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedIn } from '#platform/web/forms.ts'
import type { Permission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Line } from '../changes.view.ts'
import { actionWord, doorWords, lineOf } from '../changes.view.ts'
import { parts } from '../fields.ts'
import type { KnownUser } from '../users.queries.ts'
import type { HistoryFilter } from './history.form.ts'
import { historyFilter, historyUrl, isFiltering } from './history.form.ts'
import { canBeUndone } from './undo-plan.ts'

export const pageSize = 50

/** What the History page shows: each act with its lines, the newest first. */
export type HistoryPage = {
  /** `takingBack`: where a merger can be taken back; `undo`: where any other act can, and what it is called. */
  acts: {
    when: string
    who: string
    door: string
    action: string
    lines: Line[]
    takingBack: string | undefined
    undo: { url: string; what: string } | undefined
    mark: string | undefined
  }[]
  newer: string | undefined
  older: string | undefined
  filter: {
    path: string
    form: Form
    choices: { name: string; label: string; options: { value: string; label: string }[] }[]
    everything: string | undefined
  }
}

// An act on the whole record, such as to the bin: its name says all.
const bare: Line = { what: '', before: '', after: '' }

type Undone = ReadonlyMap<number, { by: string; at: number }>
type Parts = {
  user: KnownUser
  actor: Actor
  undone: Undone
  filter: HistoryFilter
  authors: string[]
  given: unknown
  page: number
  describe: Describe
  timeZone: string
  mergers: ReadonlyMap<number, { id: number }>
}

export function historyPage(rows: ChangeRow[], asked: Parts): HistoryPage {
  const { user, page, describe, timeZone, mergers, filter } = asked
  const at = (n: number) => historyUrl(user, filter, n)
  return {
    acts: rows.slice(0, pageSize).map((row) => ({
      when: minuteIn(timeZone, row.at),
      who: row.actorName,
      door: doorWords(row),
      action: actionWord(row.action),
      takingBack: row.action.startsWith('merged ') ? takingBackUrl(mergers.get(row.version)) : undefined,
      undo: mayUndo(row, asked) ? undoOf(row, user, describe) : undefined,
      mark: markOf(row, asked),
      lines: row.items.length === 0 ? [bare] : row.items.map((change) => lineOf(change, describe)),
    })),
    newer: page > 1 ? at(page - 1) : undefined,
    older: rows.length > pageSize ? at(page + 1) : undefined,
    filter: filterForm(asked),
  }
}

const everyField = Object.entries(parts).flatMap(([part, { fields }]) =>
  Object.keys(fields).map((field) => ({
    value: `${part}.${field}`,
    label: lineOf({ part, field, before: null, after: null }, (_table, code) => code ?? '').what,
  })),
)

function filterForm({ user, filter, authors, given }: Parts): HistoryPage['filter'] {
  const days = typedIn(given, ['from', 'to'])
  const problems = (['from', 'to'] as const)
    .filter((name) => (days[name] ?? '').trim() !== '' && filter[name] === '')
    .map((field) => ({ field, message: _('Write the day as YYYY-MM-DD, such as 2026-01-31.') }))
  return {
    path: historyUrl(user, historyFilter({})),
    form: refusedForm({ ...filter, ...days }, problems),
    choices: [
      { name: 'field', label: _('Field'), options: everyField },
      { name: 'who', label: _('Person'), options: authors.map((name) => ({ value: name, label: name })) },
      {
        name: 'door',
        label: _('Way'),
        options: doors.map((door) => ({ value: door, label: doorWords({ door, doorDetail: null }).trim() })),
      },
    ],
    everything: isFiltering(filter) ? historyUrl(user, historyFilter({})) : undefined,
  }
}

const rights: Record<string, Permission> = {
  identifier: 'edit identifiers',
  note: 'edit notes',
  block: 'place and lift blocks',
  role: 'manage roles',
}

// The verbs ask again, and more closely.
const mayUndo = (row: ChangeRow, { actor, user, undone }: Parts): boolean =>
  canBeUndone(row) && !undone.has(row.id) && row.items.every(({ part }) => actor.may(rights[part] ?? 'edit users', user))

function undoOf(row: ChangeRow, user: { id: number }, describe: Describe) {
  const [first] = row.items.map((change) => lineOf(change, describe))
  return { url: `/users/${user.id}/history/${row.id}/undo`, what: `${actionWord(row.action)}: ${first?.what ?? ''}` }
}

function markOf({ id, undoes }: ChangeRow, { undone, timeZone }: Parts): string | undefined {
  const by = undone.get(id)
  if (by) return _('Undone by {name}, {at}', { name: by.by, at: minuteIn(timeZone, by.at) })
  return undoes === null ? undefined : _('Took back an earlier change')
}

const takingBackUrl = (merger: { id: number } | undefined) => merger && `/users/merge/${merger.id}/taking-back`
