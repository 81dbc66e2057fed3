import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Change } from '#history/history.ts'
import type { ActHead } from '#history/long-acts.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Permission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Line } from '../changes.view.ts'
import { actionWord, doorWords, lineOf } from '../changes.view.ts'
import type { KnownUser } from '../users.queries.ts'
import { sharesOf, shortened } from './long-acts.ts'
import { canBeUndone } from './undo-plan.ts'

/** What people read of an act, whatever page shows it. */
export type ShownAct = {
  when: string
  who: string
  door: string
  action: string
  /** Where a merger can be taken back; `undo`: where any other act can, and what it is called. */
  takingBack: string | undefined
  undo: { url: string; what: string } | undefined
  mark: string | undefined
}
/** An act in the list: its first fields, and where to see the rest. */
export type ActEntry = ShownAct & {
  /** The action, where the lines do not tell it. */
  told: string | undefined
  first: Line
  others: Line[]
  more: { url: string; words: string } | undefined
}

export type ActParts = {
  user: KnownUser
  actor: Actor
  undone: ReadonlyMap<number, { by: string; at: number }>
  describe: Describe
  timeZone: string
  mergers: ReadonlyMap<number, { id: number }>
}

// An act on the whole record, such as to the bin: its name says all.
const bare: Line = { what: '', before: '', after: '' }
const mostOfText = 200

export const actUrl = (user: { id: number }, { id }: { id: number }): string => `/users/${user.id}/history/${id}`

export const isMerger = ({ action }: { action: string }): boolean => action.startsWith('merged ')

export function shownAct(row: ChangeRow, asked: ActParts): ShownAct {
  const { user, describe, timeZone, mergers } = asked
  return {
    when: minuteIn(timeZone, row.at),
    who: row.actorName,
    door: doorWords(row),
    action: actionWord(row.action),
    takingBack: isMerger(row) ? takingBackUrl(mergers.get(row.version)) : undefined,
    undo: mayUndo(row, asked) ? undoOf(row, user, describe) : undefined,
    mark: markOf(row, asked),
  }
}

/** Acts as a list of them shows each; the fields that `wanted` names stand first, lest the end of an act hide them. */
export function actEntries(rows: ActHead[], asked: ActParts, wanted: (change: Change) => boolean): ActEntry[] {
  const sorted = rows.map((row) => ({ ...row, items: inFront(row.items, wanted) }))
  const shares = sharesOf(sorted, mostOfText)
  return rows.map((row, n) => {
    const lines = (sorted[n]?.items ?? []).slice(0, shares[n]).map((change) => lineOf(change, asked.describe))
    const cut = lines.map(({ what, before, after }) => ({
      what,
      before: shortened(before, mostOfText),
      after: shortened(after, mostOfText),
    }))
    const isCut = lines.some(({ before, after }) => before.length > mostOfText || after.length > mostOfText)
    const words = restOf(row, lines.length) ?? (isCut ? _('Show in full') : undefined)
    return {
      ...shownAct(row, asked),
      told: row.action === 'changed' ? undefined : actionWord(row.action),
      first: cut[0] ?? bare,
      others: cut.slice(1),
      more: words === undefined ? undefined : { url: actUrl(asked.user, row), words },
    }
  })
}

function restOf({ fields }: ActHead, shown: number): string | undefined {
  if (fields === undefined) return _('and many more fields')
  return fields > shown ? _n('and one field more', 'and {n} fields more', fields - shown) : undefined
}

const inFront = (items: Change[], wanted: (change: Change) => boolean): Change[] => {
  const found = items.filter(wanted)
  return found.length === 0 ? items : [...found, ...items.filter((change) => !wanted(change))]
}

const rights: Record<string, Permission> = {
  identifier: 'edit identifiers',
  note: 'edit notes',
  block: 'place and lift blocks',
  role: 'manage roles',
}

// The verbs ask again, and more closely.
const mayUndo = (row: ChangeRow, { actor, user, undone }: ActParts): boolean =>
  canBeUndone(row) && !undone.has(row.id) && row.items.every(({ part }) => actor.may(rights[part] ?? 'edit users', user))

function undoOf(row: ChangeRow, user: { id: number }, describe: Describe) {
  const [first] = row.items.slice(0, 1).map((change) => lineOf(change, describe))
  return { url: `${actUrl(user, row)}/undo`, what: `${actionWord(row.action)}: ${first?.what ?? ''}` }
}

function markOf({ id, undoes }: ChangeRow, { undone, timeZone }: ActParts): string | undefined {
  const by = undone.get(id)
  if (by) return _('Undone by {name}, {at}', { name: by.by, at: minuteIn(timeZone, by.at) })
  return undoes === null ? undefined : _('Took back an earlier change')
}

const takingBackUrl = (merger: { id: number } | undefined) => merger && `/users/merge/${merger.id}/taking-back`
