import { _ } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Namer } from '#users/names.ts'
import type { BulkChange } from '../bulk.queries.ts'
import { actsOf } from './acts.view.ts'
import { bulkUrl, changeUrl } from './addresses.view.ts'
import type { Count, Fact, Reasons } from './facts.view.ts'
import { countsShown, factsOf, labels, reasonsOf } from './facts.view.ts'
import type { Outcome, RowFound } from './rows.queries.ts'
import { rowsOnPage } from './rows.queries.ts'
import type { Step } from './steps.view.ts'
import { stepsOf } from './steps.view.ts'
import type { See } from './words.view.ts'
import { actionWords, isWorking, stateChip, taskWords } from './words.view.ts'

export type Progress = { url: string; words: string; done: number; of: number; chip: ReturnType<typeof stateChip> }
type RowShown = {
  name: string
  key: string
  url: string
  steps: Step[]
  reason: string
  chip: ReturnType<typeof stateChip> | undefined
}
/** A change: what it is to do, how far it is, what it counts, what becomes of whom, and what can be done with it. */
export type ChangePage = {
  id: number
  url: string
  title: string
  chip: ReturnType<typeof stateChip>
  message: string
  progress: Progress | undefined
  tasks: string[][]
  counts: Count[]
  countsHeading: string
  facts: Fact[]
  reasons: Reasons[]
  acts: ReturnType<typeof actsOf>
  notYours: string
  again: string | undefined
  rowsHeading: string
  rows: RowShown[]
  older: string | undefined
  nobody: string
  reportUrl: string
}

type Parts = {
  change: BulkChange
  undo: BulkChange | undefined
  found: RowFound[]
  /** Whether its users are not listed any more. */
  forgotten: boolean
  outcome: Outcome
  nameOf: Namer
  actor: Actor
  see: See
  timeZone: string
}

export function changePage(parts: Parts): ChangePage {
  const { change, undo, found, outcome, actor, see, timeZone } = parts
  const url = changeUrl(change.id)
  const isPlan = change.state === 'planned'
  return {
    id: change.id,
    url,
    title: _('Bulk change {id}: {action}', { id: change.id, action: actionWords(change) }),
    chip: stateChip(change),
    message: change.message ?? '',
    progress: progressOf(change),
    tasks: change.tasks.map((task) => taskWords(task, see)),
    counts: countsShown(change, outcome),
    countsHeading: isPlan ? _('What it would do') : isWorking(change) ? _('So far') : _('What it did'),
    facts: factsOf(change, undo, timeZone),
    reasons: reasonsOf(change),
    acts: actsOf({ change, undo, actor }),
    notYours:
      isPlan && change.startedById !== actor.id
        ? _('{name} prepared this, and it is done with their rights: only they can apply it.', { name: change.startedBy })
        : '',
    again: change.action !== 'undo' && change.setId !== null ? `${bulkUrl}/new?again=${change.id}` : undefined,
    rowsHeading: labels(change)[outcome],
    rows: found.slice(0, rowsOnPage).map((one) => rowShown(one, parts)),
    older: found.length > rowsOnPage ? `${url}?outcome=${outcome}&after=${found[rowsOnPage - 1]?.row.id}` : undefined,
    nobody: parts.forgotten
      ? _('The list of users was removed, as those of old changes are. What the change did stays in the history of each user.')
      : _('Nobody.'),
    reportUrl: `${url}/report`,
  }
}

const states = { done: { label: _('Done'), kind: 'ok' }, skipped: { label: _('Skipped'), kind: 'warn' } } as const

const rowShown = ({ row, user }: RowFound, { nameOf, see }: Parts): RowShown => ({
  name: nameOf(user),
  key: user.primaryId,
  url: `/users/${user.id}/general`,
  steps: stepsOf(row.plan, see),
  reason: row.reason ?? '',
  chip: states[row.state as keyof typeof states],
})

/** How far a change is, while it is worked on. */
export function progressOf(change: BulkChange): Progress | undefined {
  if (!isWorking(change)) return undefined
  const { id, state, counts, applied } = change
  const shown = { url: `${changeUrl(id)}/progress`, chip: stateChip(change) }
  if (state === 'waiting') return { ...shown, words: _('It begins when the change before it has ended.'), done: 0, of: 0 }
  if (state === 'planning') return { ...shown, words: _('{n} users looked at', { n: counts.users }), done: 0, of: 0 }
  const done = applied.done + applied.skipped
  return { ...shown, words: _('{done} of {of} users', { done, of: counts.change }), done, of: Math.max(counts.change, 1) }
}
