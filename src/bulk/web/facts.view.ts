import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { BulkChange } from '../bulk.queries.ts'
import type { BulkReason } from '../bulk-plan.ts'
import { changeUrl } from './addresses.view.ts'
import type { Outcome } from './rows.queries.ts'
import { outcomes } from './rows.queries.ts'
import { isWorking } from './words.view.ts'

export type Count = { label: string; n: number; url: string | undefined; current: boolean }
export type Fact = { label: string; value: string; url?: string | undefined }
/** Why so many stay as they are or cannot be changed, the most common reason first. */
export type Reasons = { label: string; rows: BulkReason[] }

/** What the users of each outcome are called. */
export const labels = ({ state, action }: BulkChange): Record<Outcome, string> => ({
  change: state === 'planned' ? (action === 'undo' ? _('Would be put back') : _('Would change')) : _('To be changed'),
  leave: _('Stay as they are'),
  refuse: action === 'undo' ? _('Edited since, or cannot be put back') : _('Cannot be changed'),
  done: _('Changed'),
  skipped: _('Skipped'),
})

/** What a change counts; each leads to its users. */
export function countsShown(change: BulkChange, current: Outcome): Count[] {
  const { counts, applied, state } = change
  const hasBegun = applied.done + applied.skipped > 0 || ['applying', 'finished'].includes(state)
  const shown = outcomes.filter((name) => hasBegun || !['done', 'skipped'].includes(name))
  return shown.map((name) => {
    const n = name === 'done' || name === 'skipped' ? applied[name] : counts[name]
    const url = n > 0 && !isWorking(change) ? `${changeUrl(change.id)}?outcome=${name}` : undefined
    return { label: labels(change)[name], n, url, current: current === name }
  })
}

export const reasonsOf = (change: BulkChange): Reasons[] =>
  (['refuse', 'leave'] as const).flatMap((does) => {
    const rows = change.counts.reasons.filter((reason) => reason.does === does).toSorted((one, other) => other.n - one.n)
    return rows.length === 0
      ? []
      : [{ label: does === 'refuse' ? _('Why some cannot be changed') : _('Why some stay as they are'), rows }]
  })

export function factsOf(change: BulkChange, undo: BulkChange | undefined, timeZone: string): Fact[] {
  const at = (instant: number | null) => (instant === null ? '' : minuteIn(timeZone, instant))
  const named = (id: number) => ({ value: _('Bulk change {id}', { id }), url: changeUrl(id) })
  const facts: Fact[] = [
    { label: _('Set'), value: change.setName, url: change.setId === null ? undefined : `/sets/${change.setId}` },
    { label: _('Prepared by'), value: change.startedBy },
    { label: _('Begun'), value: at(change.createdAt) },
    { label: _('Looked at'), value: at(change.plannedAt) },
    { label: _('Ended'), value: at(change.endedAt) },
  ]
  if (change.undoes !== null) facts.push({ label: _('Takes back'), ...named(change.undoes) })
  if (undo) facts.push({ label: _('Taken back by'), ...named(undo.id) })
  return facts.filter(({ value }) => value !== '')
}
