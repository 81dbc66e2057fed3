import type { Change } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from '#users/field-words.view.ts'
import { fieldOf } from '#users/fields.ts'
import type { BulkPlan } from '../bulk-plan.ts'
import type { See } from './words.view.ts'
import { partLabel } from './words.view.ts'

/** What becomes of one field or one row of a user, as people read it. */
export type Step = { what: string; before: string; after: string }

const whole: Record<string, Step> = {
  'moved to the bin': { what: _('User'), before: '', after: _('In the bin') },
  restored: { what: _('User'), before: _('In the bin'), after: _('Restored, as it was') },
}

/** What a plan means to do to a user. Notes stay untold to those who may not see them. */
export function stepsOf(plan: BulkPlan | null, see: See): Step[] {
  return (plan?.acts ?? []).flatMap(({ action, changes }) => {
    const act = whole[action]
    return act ? [act] : changes.some(({ row }) => row !== undefined) ? rowSteps(changes, see) : fieldSteps(changes, see)
  })
}

const fieldSteps = (changes: Change[], { describe }: See): Step[] =>
  changes
    .filter(({ before, after }) => before !== null || after !== null)
    .map(({ part, field, before, after }) => ({
      what: fieldOf(part, field)?.label ?? field,
      before: shownValue(part, field, before, describe),
      after: shownValue(part, field, after, describe),
    }))

/** A row of a list is told as a whole: what tells it from others, before and after. */
function rowSteps(changes: Change[], see: See): Step[] {
  const rows = new Map<string, Change[]>()
  for (const change of changes) {
    const key = `${change.part} ${change.row}`
    rows.set(key, [...(rows.get(key) ?? []), change])
  }
  return [...rows.values()].map((of): Step => {
    const part = of[0]?.part ?? ''
    if (part === 'note' && !see.notes) return { what: partLabel(part), before: '', after: _('not for your roles to see') }
    return { what: partLabel(part), before: sideOf(of, 'before', see), after: sideOf(of, 'after', see) }
  })
}

const longest = 200
const sideOf = (changes: Change[], side: 'before' | 'after', { describe }: See): string => {
  const words = changes
    .filter((change) => change[side] !== null && change[side] !== false)
    .map((change) =>
      change[side] === true
        ? (fieldOf(change.part, change.field)?.label ?? change.field)
        : shownValue(change.part, change.field, change[side], describe),
    )
  const all = words.join(' · ')
  return all.length > longest ? `${[...all].slice(0, longest).join('')}…` : all
}
