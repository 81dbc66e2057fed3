import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Permission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Line } from '../changes.view.ts'
import { actionWord, doorWords, lineOf } from '../changes.view.ts'
import type { KnownUser } from '../users.queries.ts'
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
}

// An act on the whole record, such as to the bin: its name says all.
const bare: Line = { what: '', before: '', after: '' }

type Undone = ReadonlyMap<number, { by: string; at: number }>
type Parts = {
  user: KnownUser
  actor: Actor
  undone: Undone
  page: number
  describe: Describe
  timeZone: string
  mergers: ReadonlyMap<number, { id: number }>
}

export function historyPage(rows: ChangeRow[], parts: Parts): HistoryPage {
  const { user, page, describe, timeZone, mergers } = parts
  const at = (n: number) => `/users/${user.id}/history${n > 1 ? `?page=${n}` : ''}`
  return {
    acts: rows.slice(0, pageSize).map((row) => ({
      when: minuteIn(timeZone, row.at),
      who: row.actorName,
      door: doorWords(row),
      action: actionWord(row.action),
      takingBack: row.action.startsWith('merged ') ? takingBackUrl(mergers.get(row.version)) : undefined,
      undo: mayUndo(row, parts) ? undoOf(row, user, describe) : undefined,
      mark: markOf(row, parts),
      lines: row.items.length === 0 ? [bare] : row.items.map((change) => lineOf(change, describe)),
    })),
    newer: page > 1 ? at(page - 1) : undefined,
    older: rows.length > pageSize ? at(page + 1) : undefined,
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
