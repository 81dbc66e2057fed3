import type { Value } from '#history/history.ts'
import { Clash } from '#history/merge.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { Clashing } from '#platform/web/form-page.ts'

export { drawnFrom, seenIn, settle } from '#users/clash.view.ts'

/** A field of a form as a clash names it, and its value as people read it. */
export type FieldWords = { label(field: string): string; shown(field: string, value: Value): string }

const inForm = (value: Value): string => (value === null || value === false ? '' : value === true ? 'on' : String(value))

/** Tells a clash in the words of a form. Any other error passes as it is. */
export function tellClash(error: unknown, typed: Typed, current: object, words: FieldWords): unknown {
  if (!(error instanceof Clash)) return error
  const clashes = error.clashing.map(({ field, mine, theirs }) => ({
    field,
    label: words.label(field),
    mine: words.shown(field, mine) || _('empty'),
    theirs: words.shown(field, theirs) || _('empty'),
    seen: JSON.stringify(theirs),
  }))
  const theirs = error.theirs.map((field) => [field, (current as Record<string, Value>)[field] ?? null] as const)
  const merged = Object.fromEntries(theirs.map(([field, value]) => [field, inForm(value)]))
  const seen = theirs.map(([field, value]) => `mine:${field}:${JSON.stringify(value)}`)
  return new Clashing(error.message, clashes, { ...typed, ...merged, settled: [...[typed.settled ?? []].flat(), ...seen] })
}
