import { codeTables } from '#code-tables/code-tables.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import { runUrl, withQuery } from './addresses.view.ts'
import type { Counts, SyncProfile, SyncRun } from './overview.queries.ts'
import type { RowShown } from './row-words.view.ts'
import { rowShown } from './row-words.view.ts'
import type { RowFilter, RowsFound } from './rows.queries.ts'
import { actsOf } from './run-acts.view.ts'
import { actionOf, countsOf, isWorking, outcomeLabels, outcomes, stateChip } from './run-words.view.ts'
import { sizeWords } from './start.view.ts'
import type { See } from './steps.view.ts'
import type { Unknown } from './unknown-codes.ts'

export type Progress = { url: string; words: string; done: number; of: number; chip: ReturnType<typeof stateChip> }
/** A run: how far it is, what it counts, what it does to whom, and what can be done with it. */
export type RunPage = {
  id: number
  url: string
  title: string
  chip: ReturnType<typeof stateChip>
  progress: Progress | undefined
  message: string
  facts: { label: string; value: string; url?: string | undefined }[]
  counts: { label: string; n: number; url: string | undefined; current: boolean }[]
  countsHeading: string
  acts: ReturnType<typeof actsOf>
  filter: { outcome: string; text: string; options: { value: string; label: string }[]; on: boolean }
  rows: RowShown[]
  older: string | undefined
  stopped: boolean
  nobody: string
  unknown: { table: string; kind: string; code: string; users: string; url: string | undefined }[]
  planAgain: string | undefined
  reportUrl: string
}

type Parts = {
  run: SyncRun
  profile: SyncProfile | undefined
  undo: SyncRun | undefined
  found: RowsFound
  filter: RowFilter
  unknown: Unknown[]
  actor: Actor
  see: See
  timeZone: string
}

export function runPage(parts: Parts): RunPage {
  const { run, found, filter, unknown, actor, see, timeZone } = parts
  const url = runUrl(run.id)
  const isOpen = ['planned', 'guarded', 'finished'].includes(run.state) && !isWorking(run)
  return {
    id: run.id,
    url,
    title: _('Run {id}: {action}', { id: run.id, action: actionOf(run) }),
    chip: stateChip(run),
    progress: progressOf(run),
    message: run.message ?? '',
    facts: factsOf(parts, timeZone),
    counts: countsShown(run, filter),
    countsHeading: isWorking(run) ? _('So far') : isPlan(run) ? _('What it would do') : _('What it did'),
    acts: actsOf(parts),
    filter: {
      outcome: filter.outcome,
      text: filter.text,
      options: optionsFor(run),
      on: filter.outcome !== '' || filter.text !== '',
    },
    rows: found.rows.map((row) => rowShown(row, see)),
    older:
      found.next === undefined ? undefined : withQuery(url, { outcome: filter.outcome, text: filter.text, after: found.next }),
    stopped: found.stopped,
    nobody: isForgotten(parts)
      ? _('The list of users was removed, as those of old runs are. What the run did stays in the history of each user.')
      : _('Nobody. Users who stay as they are have no row.'),
    unknown: unknown.slice(0, 50).map(({ table, code, users }) => ({
      table,
      kind: codeTables[table],
      code,
      users: _n('{n} user', '{n} users', users),
      url: actor.may('configure') ? withQuery(`${url}/codes`, { table, code }) : undefined,
    })),
    planAgain: isOpen && run.kept && run.action !== 'undo' ? `${url}/again` : undefined,
    reportUrl: `${url}/report`,
  }
}

const isForgotten = ({ run: { counts }, found, filter }: Parts) =>
  found.rows.length === 0 &&
  filter.outcome === '' &&
  filter.text === '' &&
  counts.created + counts.updated + counts.rejected + counts.deactivated > 0

const isPlan = ({ dryRun, state }: SyncRun) => dryRun || ['planned', 'guarded'].includes(state)

/** How far a run is, while it works. */
export function progressOf(run: SyncRun): Progress | undefined {
  if (!isWorking(run)) return undefined
  const url = `${runUrl(run.id)}/progress`
  const chip = stateChip(run)
  if (run.state === 'waiting') return { url, chip, words: _('It begins when the run before it has ended.'), done: 0, of: 0 }
  if (run.state === 'reading') {
    const asked = { n: run.counts.read, done: sizeWords(run.bytesRead), all: sizeWords(run.fileBytes) }
    return { url, chip, words: _('{n} users read · {done} of {all}', asked), done: run.bytesRead, of: run.fileBytes }
  }
  const [done, of] = [written(run.applied), written(run.counts)]
  return { url, chip, words: _('{done} of {of} users written', { done, of }), done, of: Math.max(of, 1) }
}

const written = ({ created, updated, deactivated, skipped }: Counts) => created + updated + deactivated + skipped

function factsOf({ run, profile, undo }: Parts, timeZone: string): RunPage['facts'] {
  const at = (instant: number | null) => (instant === null ? '' : minuteIn(timeZone, instant))
  const file = run.fileName ? `${run.fileName} (${sizeWords(run.fileBytes)})` : ''
  const facts: RunPage['facts'] = [
    { label: _('Profile'), value: profile?.name ?? run.profileCode, url: profile && `/synchronisation/profiles/${profile.id}` },
    { label: _('File'), value: file },
    { label: _('Holds everybody'), value: run.full ? _('yes') : '' },
    { label: _('Begun by'), value: run.startedBy },
    { label: _('Let go on by'), value: run.confirmedBy ?? '' },
    { label: _('Begun'), value: at(run.createdAt) },
    { label: _('Planned'), value: at(run.plannedAt) },
    { label: _('Ended'), value: at(run.endedAt) },
    { label: _('Users in the file'), value: run.fileName ? run.counts.read.toLocaleString('en') : '' },
  ]
  if (run.undoes) facts.push({ label: _('Takes back'), value: _('Run {id}', { id: run.undoes }), url: runUrl(run.undoes) })
  if (undo) facts.push({ label: _('Taken back by'), value: _('Run {id}', { id: undo.id }), url: runUrl(undo.id) })
  return facts.filter(({ value }) => value !== '')
}

function countsShown(run: SyncRun, { outcome }: RowFilter): RunPage['counts'] {
  const counts = countsOf(run)
  return outcomes.map((name) => {
    const n = counts[name] ?? 0
    // Whoever is unchanged has no row.
    const leads = n > 0 && name !== 'unchanged'
    const url = leads ? withQuery(runUrl(run.id), { outcome: name }) : undefined
    return { label: outcomeLabels[name], n, url, current: outcome === name }
  })
}

function optionsFor({ action }: SyncRun) {
  const usual = outcomes.filter((name) => name !== 'unchanged').map((value) => ({ value, label: outcomeLabels[value] }))
  if (action === 'undo')
    return [
      { value: 'taken back', label: _('Taken back') },
      { value: 'skipped', label: outcomeLabels.skipped },
    ]
  if (action === 'external')
    return [
      { value: 'external', label: _('Made external') },
      ...usual.filter(({ value }) => ['rejected', 'skipped'].includes(value)),
    ]
  return usual
}
