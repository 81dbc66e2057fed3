import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { BulkChange } from '../bulk.queries.ts'
import { takesBack } from '../changes.ts'
import { changeUrl } from './addresses.view.ts'
import { isWorking, stateChip } from './words.view.ts'

export const acts = ['apply', 'stop', 'continue', 'undo'] as const
export type ActName = (typeof acts)[number]
export type Act = { name: ActName; url: string; label: string; kind: 'primary' | 'danger' | '' }
type Parts = { change: BulkChange; undo: BulkChange | undefined; actor: Actor }

/** What this person can do with a change in the state that it is in. */
export function actsOf({ change, undo, actor }: Parts): Act[] {
  const { id, state, counts, stopping, applied, startedById } = change
  const act = (name: ActName, label: string, kind: Act['kind']): Act => ({ name, url: `${changeUrl(id)}/${name}`, label, kind })
  const isOwn = startedById !== null && startedById === actor.id
  const found: Act[] = []
  if (state === 'planned' && isOwn && counts.change > 0) found.push(act('apply', _('Apply'), 'primary'))
  if (isWorking(change) && !stopping) found.push(act('stop', _('Stop'), 'danger'))
  if (['stopped', 'failed'].includes(state) && isOwn) found.push(act('continue', _('Continue'), 'primary'))
  if (
    ['finished', 'stopped', 'failed'].includes(state) &&
    applied.done > 0 &&
    !(undo && takesBack(undo)) &&
    actor.may('see history')
  )
    found.push(act('undo', _('Undo'), ''))
  return found
}

/** The question before something is done with a change. */
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

export function askPage(parts: Parts, name: ActName, trouble: Trouble): AskPage | undefined {
  const act = actsOf(parts).find((one) => one.name === name)
  if (!act) return undefined
  const { change } = parts
  const { label, kind, url } = act
  const words = questions[name](change)
  return {
    id: change.id,
    heading: label,
    button: label,
    kind,
    url,
    words,
    back: changeUrl(change.id),
    trouble,
    chip: stateChip(change),
  }
}

const questions: Record<ActName, (change: BulkChange) => string[]> = {
  apply: ({ action, counts }) => [
    action === 'bin'
      ? _n('{n} user goes to the bin.', '{n} users go to the bin.', counts.change)
      : action === 'undo'
        ? _n('{n} user is put back as it was.', '{n} users are put back as they were.', counts.change)
        : _n('{n} user is changed.', '{n} users are changed.', counts.change),
    _('Whoever was changed since the preview is skipped and listed. The whole change can be undone afterwards.'),
  ],
  stop: ({ plannedAt }) => [
    plannedAt === null
      ? _('Stop here? Nothing was written yet.')
      : _('Stop here? What was written stays, and can be undone; the rest waits until somebody continues.'),
  ],
  continue: ({ doneUntil, plannedAt }) => [
    doneUntil > 0
      ? _('It goes on where it ended. What was written before stays.')
      : plannedAt === null
        ? _('It looks at everybody again. Nothing was written before.')
        : _('The preview is shown again. Nothing is written yet.'),
  ],
  undo: ({ applied }) => [
    _n('{n} user was changed and would be put back.', '{n} users were changed and would be put back.', applied.done),
    _('First you see what it would do, and who was edited since: those are listed and left as they are. Nothing is written yet.'),
  ],
}
