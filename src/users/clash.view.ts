import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import type { Settled } from '#history/merge.ts'
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
  return new Clashing(error.message, clashes, { ...typed, ...merged })
}

/** The choices that a form carries: `side:field:value seen`, one for each field that clashed. */
export function settledIn(typed: Typed): Settled {
  const settled: Settled = {}
  for (const choice of [typed.settled ?? [], typed.settle ?? []].flat()) {
    const [, side, field, seen] = /^(mine|theirs):(\w+):(.*)$/s.exec(choice) ?? []
    if (!side || !field) continue
    try {
      settled[field] = { side: side as 'mine' | 'theirs', seen: JSON.parse(seen ?? '') as Value }
    } catch {}
  }
  return settled
}

export const drawnFrom = (typed: Typed): number | undefined =>
  typeof typed.version === 'string' && /^\d{1,15}$/.test(typed.version) ? Number(typed.version) : undefined
