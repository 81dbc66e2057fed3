import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import type { Value } from './history.ts'

type Values = Record<string, unknown>
/** A field that both sides changed since the page was drawn, each to something else. */
export type ClashingField = { field: string; mine: Value; theirs: Value }
export type Merge = { values: Values; clashing: ClashingField[]; theirs: string[] }

/** Two people changed a field differently: a person must say which stands. `theirs` names fields that need no asking. */
export class Clash extends Spoken {
  clashing: ClashingField[]
  theirs: string[]
  constructor({ clashing, theirs }: Merge) {
    super(409, _('Someone else saved this record since you opened it. Choose what is to stand; all else that you typed is kept.'))
    this.clashing = clashing
    this.theirs = theirs
  }
}

/**
 * Brings an edit up to date with what others saved since its page was drawn. `base` is what the page showed, `current`
 * what is stored now, `typed` what was sent. A field that only one side touched takes that side's value; where both
 * touched it differently it clashes. `theirs` names the fields kept from the others.
 */
export function mergeEdit(base: Values, current: Values, typed: Values): Merge {
  const merge: Merge = { values: {}, clashing: [], theirs: [] }
  for (const field of Object.keys(typed)) {
    const [was, theirs, mine] = [base[field], current[field], typed[field]].map((value) => value ?? null) as [Value, Value, Value]
    const byMe = !same(was, mine)
    const byThem = !same(was, theirs)
    if (byMe && byThem && !same(mine, theirs)) merge.clashing.push({ field, mine, theirs })
    else if (byMe) merge.values[field] = mine
    if (byThem && !byMe) merge.theirs.push(field)
  }
  return merge
}

export const same = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) || Array.isArray(other) ? JSON.stringify(one) === JSON.stringify(other) : one === other
