import type { Reader } from '#platform/db/database.ts'
import { characterOf } from './characters.ts'
import { oneEach } from './entry.ts'
import { knownValues } from './facets.ts'

/**
 * The two ways to ask for values of a kind of which every entry has just one: those values, or none of the others. `isFew`
 * where fewer entries have those.
 */
export type Sides = { wanted: string; others: string; isFew: boolean }

/** Undefined where entries may have several of the kind, or none: then what lacks a value need not have another. */
export function sidesOf(
  reader: Reader,
  { kind, codes, not }: { kind: string; codes?: readonly string[]; not?: boolean },
): Sides | undefined {
  if (!codes || !oneEach.has(kind)) return undefined
  const values = knownValues(reader, kind)
  const asked = values.filter(({ code }) => codes.includes(code) !== (not ?? false))
  const others = values.filter((value) => !asked.includes(value))
  const size = (list: typeof values) => list.reduce((sum, { entries }) => sum + entries, 0)
  return { wanted: either(asked), others: either(others), isFew: size(asked) <= size(others) }
}

const either = (values: { n: number }[]): string =>
  values
    .map(({ n }) => characterOf(n))
    .filter((character) => character !== undefined)
    .map((character) => `"${character}"`)
    .join(' OR ')
