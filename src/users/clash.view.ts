import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { Clash } from '#history/merge.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { Clashing } from '#platform/web/form-page.ts'
import { shownValue } from './field-words.view.ts'
import { fieldOf } from './fields.ts'

const inForm = (value: Value): string | string[] =>
  Array.isArray(value) ? value : value === null || value === false ? '' : value === true ? 'on' : String(value)

/** Tells a clash in the words of the form: both values as people read them. Any other error passes as it is. */
export function tellClash(
  error: unknown,
  part: string,
  describe: Describe,
  typed: Typed,
  current: Record<string, unknown>,
): unknown {
  if (!(error instanceof Clash)) return error
  const clashes = error.clashing.map(({ field, mine, theirs }) => ({
    field,
    label: fieldOf(part, field)?.label ?? field,
    mine: shownValue(part, field, mine, describe) || _('empty'),
    theirs: shownValue(part, field, theirs, describe) || _('empty'),
    seen: JSON.stringify(theirs),
  }))
  const merged = Object.fromEntries(error.theirs.map((field) => [field, inForm(current[field] as Value)]))
  const settled = [
    ...[typed.settled ?? []].flat(),
    ...error.theirs.map((field) => choice('mine', field, current[field] as Value)),
  ]
  return new Clashing(error.message, clashes, { ...typed, ...merged, settled })
}

const choice = (side: 'mine' | 'theirs', field: string, seen: Value) => `${side}:${field}:${JSON.stringify(seen)}`

/** The choices that a form carries: `side:field:value seen`, one for each field of which its author saw another's value. */
export function choicesIn(typed: Typed): { side: 'mine' | 'theirs'; field: string; seen: Value }[] {
  return [typed.settled ?? [], typed.settle ?? []].flat().flatMap((text) => {
    const [, side, field, seen] = /^(mine|theirs):(\w+):(.*)$/s.exec(text) ?? []
    if (!side || !field) return []
    try {
      return [{ side: side as 'mine' | 'theirs', field, seen: JSON.parse(seen ?? '') as Value }]
    } catch {
      return []
    }
  })
}

/** A form with its choices carried out: where theirs is used it stands in the field, and what is typed there later counts. */
export function settle(typed: Typed): Typed {
  const choices = choicesIn(typed)
  const used = choices.filter(({ side }) => side === 'theirs').map(({ field, seen }) => [field, inForm(seen)])
  const settled = choices.map(({ field, seen }) => choice('mine', field, seen))
  return { ...typed, ...Object.fromEntries(used), settle: [], settled }
}

/** What its author saw of others' values, by field. */
export const seenIn = (typed: Typed): Record<string, Value> =>
  Object.fromEntries(choicesIn(typed).map(({ field, seen }) => [field, seen]))

export const drawnFrom = (typed: Typed): number | undefined =>
  typeof typed.version === 'string' && /^\d{1,15}$/.test(typed.version) ? Number(typed.version) : undefined
