import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { doors } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Line } from '#users/changes.view.ts'
import { actionWord, actionWords, doorWords } from '#users/changes.view.ts'
import type { Filter } from './filter.ts'
import { filterUrl } from './filter.ts'
import type { FilterForm } from './filter.view.ts'
import { filterForm } from './filter.view.ts'
import { lineIn } from './lines.view.ts'
import type { Named } from './people.queries.ts'
import type { Subjects } from './subjects.queries.ts'
import type { About } from './subjects.view.ts'
import { aboutOf, subjectWords } from './subjects.view.ts'
import { mayUndo } from './undo.ts'
import { undoneThing, undoneWords, undoUrl } from './undo.view.ts'
import { canBeUndone, isSigned } from './undo-plan.ts'
import type { Undone } from './undone.queries.ts'
import type { Slice } from './walk.ts'

export const activityAddress = '/activity'
/** The words that a filter of the activity may hold. */
export const known = { actions: Object.keys(actionWords), subjects: Object.keys(subjectWords) }

type Act = {
  when: string
  who: string
  whoUrl: string | undefined
  door: string
  about: About
  action: string
  lines: Line[]
  more: string
  /** Where the act can be taken back, and what it is called; `mark` says that it was, or why it cannot be. */
  undo: { url: string; what: string } | undefined
  mark: string | undefined
}
/** What the Activity page shows. `stopped` says how far back it looked, where it did not look at everything. */
export type ActivityPage = {
  filter: FilterForm
  acts: Act[]
  newer: string | undefined
  older: string | undefined
  stopped: string | undefined
  exporting: { name: string; value: string }[]
}

type Parts = {
  filter: Filter
  typed: unknown
  who: Named
  slice: Slice<ChangeRow>
} & Words

export function activityPage({ filter, typed, who, slice, ...words }: Parts): ActivityPage {
  const { rows, newer, older, stopped } = slice
  return {
    filter: filterForm(activityAddress, filter, typed, who, [
      { name: 'door', label: _('By way of'), options: options(doors, (door) => doorWords({ door, doorDetail: null })) },
      { name: 'action', label: _('What was done'), options: options(known.actions, actionWord) },
      { name: 'subject', label: _('Kind of record'), options: options(known.subjects, (one) => subjectWords[one]?.label ?? one) },
    ]),
    acts: rows.map((row) => actOf(row, words)),
    newer: newer && filterUrl(activityAddress, filter, newer),
    older: older && filterUrl(activityAddress, filter, older),
    stopped: stopped ? _('There is much to look through. “Older” goes on from here.') : undefined,
    exporting: Object.entries(filter)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value })),
  }
}

const options = (values: readonly string[], label: (value: string) => string) =>
  values.map((value) => ({ value, label: label(value).trim() }))

const mostLines = 4
const longest = 200

type Words = {
  subjects: Subjects
  describe: Describe
  timeZone: string
  actor: Pick<Actor, 'may' | 'must'>
  undone: Undone
}

function actOf(row: ChangeRow, words: Words): Act {
  const { subjects, describe, timeZone } = words
  const left = row.items.length - mostLines
  return {
    when: minuteIn(timeZone, row.at),
    who: row.actorName,
    whoUrl: row.actorId === null ? undefined : `/users/${row.actorId}`,
    door: doorWords(row),
    about: aboutOf(row, subjects),
    action: actionWord(row.action),
    lines: row.items.length === 0 ? [bare] : row.items.slice(0, mostLines).map((change) => short(lineIn(change, describe))),
    more: left > 0 ? _n('and one field more', 'and {n} fields more', left) : '',
    undo: undoOf(row, words),
    mark: markOf(row, words),
  }
}

function undoOf(row: ChangeRow, { subjects, describe, actor, undone }: Words): Act['undo'] {
  if (!canBeUndone(row) || undone.has(row.id) || !mayUndo(actor, row)) return undefined
  return { url: undoUrl(row), what: undoneThing(row, subjects, describe) }
}

function markOf(row: ChangeRow, { undone, timeZone }: Words): string | undefined {
  const by = undone.get(row.id)
  if (by) return undoneWords(by, timeZone)
  if (isSigned(row)) return _('Who answers for a rule is not undone: another saves it.')
  return row.undoes === null ? undefined : _('Took back an earlier change')
}

const bare: Line = { what: '', before: '', after: '' }
const short = ({ what, before, after }: Line): Line => ({ what, before: excerpt(before), after: excerpt(after) })
const excerpt = (text: string) => (text.length > longest ? `${[...text].slice(0, longest).join('')}…` : text)
