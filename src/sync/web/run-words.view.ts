import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { runUrl } from './addresses.view.ts'
import type { Counts, SyncRun } from './overview.queries.ts'

type Chip = { label: string; kind: '' | 'ok' | 'warn' | 'bad' | 'accent' }

/** Whether somebody or something is at work on a run, or will be by itself. */
export const isWorking = ({ state }: Pick<SyncRun, 'state'>): boolean =>
  ['waiting', 'reading', 'planned', 'applying'].includes(state)

const states: Record<string, Chip> = {
  waiting: { label: _('Waiting'), kind: '' },
  reading: { label: _('Reading the file'), kind: 'accent' },
  planned: { label: _('Planned'), kind: 'accent' },
  guarded: { label: _('Stopped by the guard'), kind: 'warn' },
  applying: { label: _('Being applied'), kind: 'accent' },
  finished: { label: _('Finished'), kind: 'ok' },
  stopped: { label: _('Stopped'), kind: 'warn' },
  failed: { label: _('Failed'), kind: 'bad' },
}

export function stateChip({ state, dryRun, stopping }: Pick<SyncRun, 'state' | 'dryRun' | 'stopping'>): Chip {
  if (stopping && ['waiting', 'reading', 'applying'].includes(state)) return { label: _('Being stopped'), kind: 'warn' }
  if (dryRun && state === 'finished') return { label: _('Dry run: nothing was written'), kind: 'accent' }
  return states[state] ?? { label: state, kind: '' }
}

const actions: Record<string, string> = {
  synchronise: _('Synchronise'),
  import: _('Import'),
  undo: _('Take back'),
  external: _('Make external'),
}
export const actionOf = ({ action }: Pick<SyncRun, 'action'>): string => actions[action] ?? action

/** What a run counts, in the order in which it is told; each by the outcome that lists its users. */
export const outcomes = ['created', 'updated', 'unchanged', 'kept', 'rejected', 'deactivated', 'skipped'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeLabels: Record<Outcome, string> = {
  created: _('Created'),
  updated: _('Updated'),
  unchanged: _('Unchanged'),
  kept: _('Kept by locks'),
  rejected: _('Rejected'),
  deactivated: _('Deactivated'),
  skipped: _('Skipped'),
}

const inSentence: Record<Outcome, (n: number) => string> = {
  created: (n) => _n('{n} created', '{n} created', n),
  updated: (n) => _n('{n} updated', '{n} updated', n),
  unchanged: (n) => _n('{n} unchanged', '{n} unchanged', n),
  kept: (n) => _n('{n} kept by locks', '{n} kept by locks', n),
  rejected: (n) => _n('{n} rejected', '{n} rejected', n),
  deactivated: (n) => _n('{n} deactivated', '{n} deactivated', n),
  skipped: (n) => _n('{n} skipped', '{n} skipped', n),
}

/** What came of a run: of what was applied as far as it was, else of its plan. */
export const countsOf = (run: SyncRun): Counts =>
  run.dryRun || ['waiting', 'reading', 'planned', 'guarded'].includes(run.state) ? run.counts : { ...run.counts, ...run.applied }

/** The counts that are not nothing, in words: "3 created, 1 rejected". */
export function countWords(counts: Counts): string {
  const told = outcomes.filter((name) => name !== 'kept' && (counts[name] ?? 0) > 0).map((name) => inSentence[name](counts[name]))
  return told.length === 0 ? _('Nobody') : told.join(', ')
}

/** A run as a list shows it. */
export type RunRow = {
  id: number
  url: string
  what: string
  profile: string
  when: string
  who: string
  chip: Chip
  counts: string
  message: string
}
export const runRow = (run: SyncRun, timeZone: string): RunRow => ({
  id: run.id,
  url: runUrl(run.id),
  what: actionOf(run),
  profile: run.profileCode,
  when: minuteIn(timeZone, run.createdAt),
  who: run.startedBy,
  chip: stateChip(run),
  counts: ['waiting', 'failed'].includes(run.state) ? '' : countWords(countsOf(run)),
  message: ['failed', 'guarded'].includes(run.state) ? (run.message ?? '') : '',
})
