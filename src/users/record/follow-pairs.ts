import type { Row } from '../rows.ts'
import type { SourcePart } from './follow-plan.ts'
import type { HeardRow } from './follow-rows.ts'
import { contentOf, flagsOf } from './follow-rows.ts'
import type { Values } from './follow-texts.ts'

/** By what the library counts somebody, the source does not count them once more. */
export const isCounted = (internal: Row[], { category }: Values) => internal.some((row) => row.category === category)

/** What the library prefers stays preferred; else what the source does, and the first where it says nothing. */
export function settle(part: SourcePart, wanted: HeardRow[], internal: Row[]): void {
  for (const flag of flagsOf[part] ?? []) {
    const taken = internal.some((row) => row[flag] === true)
    const said = wanted.findIndex(({ values }) => values[flag] === true)
    const chosen = taken ? -1 : said < 0 && flag === 'preferred' ? 0 : said
    for (const [at, row] of wanted.entries()) row.values = { ...row.values, [flag]: at === chosen }
  }
}

/** Finds for each wanted row the one that becomes it: one that says the same, else the next of its kind. */
export function pair(part: SourcePart, wanted: HeardRow[], own: Row[]): HeardRow[] {
  const used = new Set(wanted.map(({ held }) => held?.id))
  if (wanted.every(({ held }) => held)) return wanted
  const match = (keyOf: (values: Record<string, unknown>) => string) => {
    for (const row of wanted) {
      if (row.held) continue
      const key = keyOf(row.values)
      const held = own.find((one) => !used.has(one.id) && keyOf(one) === key)
      if (!held) continue
      row.held = held
      used.add(held.id)
    }
  }
  match((values) => contentOf(part, values))
  match((values) => kindOf(part, values))
  return wanted
}

const kindOf = (part: SourcePart, { types, type, description, category }: Record<string, unknown>): string => {
  if (part === 'block') return JSON.stringify([type, description])
  return JSON.stringify(Array.isArray(types) ? types.toSorted() : (type ?? category ?? null))
}
