import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from '#users/field-words.view.ts'
import { fieldOf, parts } from '#users/fields.ts'
import type { NewUser } from '#users/record/create.ts'
import type { FollowPlan, Step } from '#users/record/follow-plan.ts'

/** One field of a plan as people read it: what is there, what the source says, and what becomes of it. */
export type Shown = { what: string; before: string; after: string; why: string; kind: '' | 'ok' | 'warn' | 'bad' | 'accent' }
export type See = { describe: Describe; notes: boolean }

function whyOf({ why, lockedBy }: Step): Pick<Shown, 'why' | 'kind'> {
  const words: Record<Step['why'], Pick<Shown, 'why' | 'kind'>> = {
    replaced: { why: _('Replaced'), kind: 'accent' },
    cleared: { why: _('Cleared'), kind: 'warn' },
    added: { why: _('Added'), kind: 'ok' },
    removed: { why: _('Removed'), kind: 'bad' },
    locked: { why: lockedBy ? _('Kept: set by {name}', { name: lockedBy }) : _('Kept: set by hand'), kind: '' },
    staff: { why: _('Kept: of staff this does not follow'), kind: '' },
    unchanged: { why: _('Unchanged: it cannot be empty'), kind: '' },
  }
  return words[why]
}

function labelOf(part: string, field: string): string {
  const label = fieldOf(part, field)?.label ?? field
  const name = parts[part as keyof typeof parts]?.label
  return part === 'general' || name === undefined || name === label ? label : `${name}: ${label}`
}

const textOf = (part: string, field: string, value: Value, { describe }: See) => {
  const text = shownValue(part, field, value, describe)
  return text.length > 500 ? `${[...text].slice(0, 500).join('')}…` : text
}

/** What following the source does to a user, field by field. Notes stay out for those who may not see them. */
export const followSteps = ({ steps }: FollowPlan, see: See): Shown[] =>
  steps
    .filter(({ part }) => see.notes || part !== 'note')
    .map((step) => ({
      what: step.field === 'source' && step.part === 'general' ? _('Source') : labelOf(step.part, step.field),
      before: textOf(step.part, step.field, step.before, see),
      after: textOf(step.part, step.field, step.after, see),
      ...whyOf(step),
    }))

const lists = {
  addresses: 'address',
  phones: 'phone',
  emails: 'email',
  identifiers: 'identifier',
  notes: 'note',
  blocks: 'block',
  statistics: 'statistic',
} as const

/** What a new user would have, field by field. */
export function newSteps(made: NewUser, see: See): Shown[] {
  const rows = Object.entries(lists).flatMap(([list, part]) =>
    part === 'note' && !see.notes
      ? []
      : ((made[list as keyof typeof lists] ?? []) as object[]).flatMap((row) =>
          fieldsOf(part, row as Record<string, unknown>, see),
        ),
  )
  return [...fieldsOf('general', made.values, see), ...rows]
}

const fieldsOf = (part: string, values: Record<string, unknown>, see: See): Shown[] =>
  Object.entries(values)
    .filter(([field, value]) => fieldOf(part, field) && value !== null && value !== undefined && value !== '' && value !== false)
    .map(([field, value]) => ({
      what: labelOf(part, field),
      before: '',
      after: textOf(part, field, value as Value, see),
      why: _('Added'),
      kind: 'ok' as const,
    }))
