import type { Value } from '#history/history.ts'
import { Clash } from '#history/merge.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { Clashing } from '#platform/web/form-page.ts'

export { drawnFrom, seenIn, settle } from '#users/clash.view.ts'

/** How the fields of a form read: their labels and their values. `inForm`: a value as the form sends it. */
export type FieldWords = {
  label(field: string): string
  shown(field: string, value: Value): string
  inForm(field: string, value: Value): string | string[]
}

/** Tells a clash in the words of a configuration form. Any other error passes as it is. */
export function tellClash(error: unknown, typed: Typed, current: Record<string, unknown>, words: FieldWords): unknown {
  if (!(error instanceof Clash)) return error
  const clashes = error.clashing.map(({ field, mine, theirs }) => ({
    field,
    label: words.label(field),
    mine: words.shown(field, mine) || _('empty'),
    theirs: words.shown(field, theirs) || _('empty'),
    seen: JSON.stringify(theirs),
  }))
  const theirs = error.theirs.map((field) => [field, current[field] as Value] as const)
  const merged = Object.fromEntries(theirs.map(([field, value]) => [field, words.inForm(field, value)]))
  const seen = theirs.map(([field, value]) => `mine:${field}:${JSON.stringify(value)}`)
  return new Clashing(error.message, clashes, { ...typed, ...merged, settled: [...[typed.settled ?? []].flat(), ...seen] })
}
