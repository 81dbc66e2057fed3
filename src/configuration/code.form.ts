import type { CodeTable } from '#code-tables/code-tables.ts'
import type { CodeValues } from '#code-tables/code-values.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import type { Typed } from '#platform/web/form-page.ts'

/** The fields of a code as its form sends them. The code itself is sent for a new one alone. */
export const codeNames = { fields: ['description', 'recordTypes', 'parent'], lists: ['recordTypes'] }

/** What the form of a new code shows: open to all record types that the table knows. */
export const newValues = (table: CodeTable) => ({ recordTypes: [...(tableFacts[table].recordTypes ?? [])] })

/** What was typed, as values: what the table does not know is left out. */
export function values(table: CodeTable, typed: Typed): CodeValues {
  const { recordTypes, parent } = tableFacts[table]
  return {
    description: String(typed.description ?? ''),
    ...(recordTypes ? { recordTypes: [typed.recordTypes ?? []].flat() } : {}),
    ...(parent ? { parent: String(typed.parent ?? '') } : {}),
  }
}
