import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { runUrl } from './addresses.view.ts'
import type { Counts, SyncRun } from './overview.queries.ts'
import { countWords, isWorking, stateChip } from './run-words.view.ts'

export const acts = ['apply', 'stop', 'continue', 'undo', 'again'] as const
export type ActName = (typeof acts)[number]
export type Act = { name: ActName; url: string; label: string; kind: 'primary' | 'danger' | '' }

type Parts = { run: SyncRun; undo: SyncRun | undefined }

/** What can be done with a run in the state that it is in. */
export function actsOf({ run, undo }: Parts): Act[] {
  const act = (name: ActName, label: string, kind: Act['kind'] = ''): Act => ({
    name,
    url: `${runUrl(run.id)}/${name}`,
    label,
    kind,
  })
  const found: Act[] = []
  if (canBeApplied(run)) {
    const label = isGuarded(run) ? _('Apply all the same') : _('Apply this plan')
    found.push(act('apply', label, isGuarded(run) ? 'danger' : 'primary'))
  }
  if (isWorking(run) && !run.stopping) found.push(act('stop', _('Stop'), 'danger'))
  if (canGoOn(run)) found.push(act('continue', _('Continue'), 'primary'))
  if (canBeUndone(run, undo)) found.push(act('undo', _('Undo')))
  return found
}

export const canBeApplied = ({ state, dryRun }: SyncRun): boolean => state === 'guarded' || (dryRun && state === 'finished')
/** Whether the guard holds a plan back: what a plan says of itself is nothing else. */
export const isGuarded = (run: SyncRun): boolean => canBeApplied(run) && run.message !== null
export const canGoOn = ({ state, kept, plannedAt }: SyncRun): boolean =>
  ['stopped', 'failed'].includes(state) && (plannedAt !== null || kept !== null)
export const canBeUndone = (run: SyncRun, undo: SyncRun | undefined): boolean =>
  !run.dryRun &&
  run.action !== 'undo' &&
  ['finished', 'stopped', 'failed'].includes(run.state) &&
  didAny(run.applied) &&
  !isUndone(undo)

const didAny = ({ created, updated, deactivated }: Counts) => created + updated + deactivated > 0
const isUndone = (undo: SyncRun | undefined) => undo !== undefined && undo.state === 'finished' && !undo.dryRun

/** The question before something is done with a run. */
export type AskPage = {
  id: number
  heading: string
  words: string[]
  button: string
  kind: Act['kind']
  url: string
  back: string
  trouble: Trouble
  chip: ReturnType<typeof stateChip>
}

export function askPage({ run, undo }: Parts, name: ActName, trouble: Trouble): AskPage | undefined {
  const act = [...actsOf({ run, undo }), again(run)].find((one) => one?.name === name)
  if (!act) return undefined
  const { label, kind, url } = act
  const asked = { id: run.id, heading: label, button: label, kind, url, back: runUrl(run.id), trouble, chip: stateChip(run) }
  return { ...asked, words: questions[name](run) }
}

const again = (run: SyncRun): Act | undefined =>
  run.kept && !isWorking(run)
    ? { name: 'again', url: `${runUrl(run.id)}/again`, label: _('Plan again'), kind: 'primary' }
    : undefined

const questions: Record<ActName, (run: SyncRun) => string[]> = {
  apply: (run) => [
    applyWords(run.counts, run.action),
    ...(isGuarded(run) ? [run.message ?? ''] : []),
    ...(run.action === 'external'
      ? [_('A password that they have here ends, and taking this back does not bring it back.')]
      : []),
    _('Whoever was changed since the plan was made is skipped and listed. The whole run can be undone afterwards.'),
  ],
  stop: ({ state }) => [
    state === 'applying'
      ? _('Stop here? What was written stays, and can be undone; the rest waits until somebody continues.')
      : _('Stop here? Nothing was written yet.'),
  ],
  continue: ({ doneUntil }) => [
    doneUntil > 0
      ? _('It goes on where it ended. What was written before stays.')
      : _('It begins again: nothing was written before.'),
  ],
  undo: ({ applied }) => [
    undoWords(applied),
    _('First you see what it would do, and who was edited since: those are listed and left as they are. Nothing is written yet.'),
  ],
  again: ({ fileName }) => [
    _('The file {name} is read once more, as a dry run: what you added or changed since counts.', { name: fileName ?? '' }),
  ],
}

function applyWords(counts: Counts, action: string): string {
  if (action === 'undo')
    return _n('{n} user is put back as it was.', '{n} users are put back as they were.', counts.updated + counts.created)
  if (action === 'external')
    return _n('{n} user becomes external.', '{n} users become external: the source owns them from then on.', counts.updated)
  return _('This writes: {counts}.', { counts: countWords({ ...counts, unchanged: 0, rejected: 0 }) })
}

const undoWords = ({ created, updated, deactivated }: Counts): string =>
  [
    updated > 0
      ? _n('{n} user was updated and would be put back.', '{n} users were updated and would be put back.', updated)
      : '',
    created > 0 ? _n('{n} user was created and would be removed.', '{n} users were created and would be removed.', created) : '',
    deactivated > 0
      ? _n(
          '{n} user was deactivated and would be active again.',
          '{n} users were deactivated and would be active again.',
          deactivated,
        )
      : '',
  ]
    .filter(Boolean)
    .join(' ')
