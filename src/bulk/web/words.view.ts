import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import { shownValue } from '#users/field-words.view.ts'
import type { Part } from '#users/fields.ts'
import { fieldOf, parts, userFields } from '#users/fields.ts'
import type { BulkChange } from '../bulk.queries.ts'
import type { BulkCounts, BulkTask } from '../bulk-plan.ts'
import { nothing } from '../field-tasks.ts'
import { taskKinds } from '../tasks.ts'

type Chip = { label: string; kind: '' | 'ok' | 'warn' | 'bad' | 'accent' }
export type See = { describe: Describe; notes: boolean }

/** Whether somebody or something is at work on a change, or will be by itself. */
export const isWorking = ({ state }: Pick<BulkChange, 'state'>): boolean => ['waiting', 'planning', 'applying'].includes(state)

const states: Record<string, Chip> = {
  waiting: { label: _('Waiting'), kind: '' },
  planning: { label: _('Being looked at'), kind: 'accent' },
  planned: { label: _('Preview: nothing is written yet'), kind: 'accent' },
  applying: { label: _('Being applied'), kind: 'accent' },
  finished: { label: _('Finished'), kind: 'ok' },
  stopped: { label: _('Stopped'), kind: 'warn' },
  failed: { label: _('Failed'), kind: 'bad' },
}
export function stateChip({ state, stopping }: Pick<BulkChange, 'state' | 'stopping'>): Chip {
  if (stopping && isWorking({ state })) return { label: _('Being stopped'), kind: 'warn' }
  return states[state] ?? { label: state, kind: '' }
}

/** What a change does, in a few words. */
export function actionWords({ action, tasks, undoes }: Pick<BulkChange, 'action' | 'tasks' | 'undoes'>): string {
  if (action === 'undo') return _('Undo of {id}', { id: undoes ?? '' })
  if (action === 'bin') return _('Move to the bin')
  return tasks.map(({ change }) => taskKinds[change]?.label ?? change).join(', ')
}

/** What came of a change, or what it would do: "3 changed, 1 skipped". */
export function countWords({ plannedAt, counts, applied, state }: BulkChange): string {
  if (plannedAt === null) return ''
  const isPlan = state === 'planned' || applied.done + applied.skipped === 0
  const told = isPlan ? plannedWords(counts) : doneWords(applied)
  return told.join(', ') || _('Nobody')
}
const some = (n: number, words: string) => (n > 0 ? [words] : [])
const plannedWords = ({ change, leave, refuse }: BulkCounts) => [
  ...some(change, _n('{n} would change', '{n} would change', change)),
  ...some(leave, _n('{n} stays', '{n} stay', leave)),
  ...some(refuse, _n('{n} cannot', '{n} cannot', refuse)),
]
const doneWords = ({ done, skipped }: BulkCounts) => [
  ...some(done, _n('{n} changed', '{n} changed', done)),
  ...some(skipped, _n('{n} skipped', '{n} skipped', skipped)),
]

const partOf: Record<string, Part> = {
  ...{ addRole: 'role', endRole: 'role', addBlock: 'block', liftBlocks: 'block', addNote: 'note', removeNotes: 'note' },
}

/** One task in words: what is done, and when. */
export function taskWords({ change, values, condition, conditionValue }: BulkTask, { describe }: See): string[] {
  const label = taskKinds[change]?.label ?? change
  const done = `${label}: ${valueWords(change, values, describe)}`
  const field = change in userFields ? change : ''
  if (condition === 'always') return [done]
  if (condition === 'is')
    return [done, _('only where it is {value}', { value: shownValue('general', field, conditionValue ?? null, describe) })]
  return [done, field ? _('only where it is empty') : _('only where there is none')]
}

function valueWords(change: string, values: BulkTask['values'], describe: Describe): string {
  if (values.mode === 'plus') return plusWords(Number(values.n), String(values.period))
  if (values.mode === 'none' || values.value === nothing) return _('made empty')
  const part = partOf[change]
  if (part === 'role') return roleWords(values, describe)
  if (part)
    return Object.entries(values)
      .filter(([, value]) => value !== null && value !== false && value !== '')
      .map(([name, value]) => (value === true ? (fieldOf(part, name)?.label ?? name) : shownValue(part, name, value, describe)))
      .join(' · ')
  if (change === 'accountType')
    return [shownValue('general', change, values.accountType ?? null, describe), values.source].filter(Boolean).join(' · ')
  return shownValue('general', change, (values.value ?? values.day ?? null) as Value, describe)
}

const roleWords = ({ role, scope, ...carried }: BulkTask['values'], describe: Describe) =>
  [
    roleName(Number(role)),
    scope === '' ? _('wherever it holds') : scope === institutionScope ? _('Institution') : describe('Libraries', String(scope)),
    ...Object.entries(carried).flatMap(([name, value]) => (value ? shownValue('role', name, value, describe) : [])),
  ].join(' · ')

function plusWords(n: number, period: string): string {
  if (period === 'days') return _n('{n} day later', '{n} days later', n)
  return period === 'months' ? _n('{n} month later', '{n} months later', n) : _n('{n} year later', '{n} years later', n)
}

export const partLabel = (part: string): string => parts[part as Part]?.label ?? part
