import type { CodeTable } from '#code-tables/code-tables.ts'
import type { RowPlan } from '../row-plan.ts'

/** A code that the library does not have, and how many users of the file come with it. */
export type Unknown = { table: CodeTable; code: string; users: number }

/** The unknown codes of some rejected rows, the most frequent first; each row counts once for each code. */
export function unknownIn(plans: readonly (RowPlan | null)[]): Unknown[] {
  const found = new Map<string, Unknown>()
  for (const plan of plans) {
    const unknown = plan && 'unknown' in plan ? plan.unknown : []
    const once = new Map(unknown.map((one) => [`${one.table} ${one.code}`, one]))
    for (const [key, { table, code }] of once) {
      const known = found.get(key) ?? { table, code, users: 0 }
      found.set(key, { ...known, users: known.users + 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.users - a.users || a.code.localeCompare(b.code))
}
