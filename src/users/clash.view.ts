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

/** How the fields of a form read: labels and values. `inForm`: a value as this form sends it, where that is not the usual. */
export type FieldWords = {
  label(field: string): string
  shown(field: string, value: Value): string
  inForm?(field: string, value: Value): string | string[]
}

/** Tells a clash in the words of a form: both values as people read them. Any other error passes as it is. */
export function tellClashIn(error: unknown, typed: Typed, current: object, words: FieldWords): unknown {
  if (!(error instanceof Clash)) return error
  const clashes = error.clashing.map(({ field, mine, theirs }) => ({
    field,
    label: words.label(field),
    mine: words.shown(field, mine) || _('empty'),
    theirs: words.shown(field, theirs) || _('empty'),
    seen: JSON.stringify(theirs),
  }))
  const theirs = error.theirs.map((field) => [field, (current as Record<string, Value>)[field] ?? null] as const)
  const merged = Object.fromEntries(theirs.map(([field, value]) => [field, (words.inForm ?? usualInForm)(field, value)]))
  const settled = [...[typed.settled ?? []].flat(), ...theirs.map(([field, value]) => choice('mine', field, value))]
  return new Clashing(error.message, clashes, { ...typed, ...merged, settled })
}

const usualInForm = (_field: string, value: Value) => inForm(value)

/** The same in the words of the catalogue, for a part of a user. */
export const tellClash = (error: unknown, part: string, describe: Describe, typed: Typed, current: object): unknown =>
  tellClashIn(error, typed, current, {
    label: (field) => fieldOf(part, field)?.label ?? field,
    shown: (field, value) => shownValue(part, field, value, describe),
  })

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
