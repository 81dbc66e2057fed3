import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Code, CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'

/** The table of codes and the code that an address names. Throws NotFound for a table that there is not. */
export function askedIn({ params }: { params: unknown }): { table: CodeTable; id: number } {
  const { table = '', row = '-1' } = params as { table?: string; row?: string }
  if (Object.hasOwn(codeTables, table)) return { table: table as CodeTable, id: Number(row) }
  throw new NotFound(_('There is no such table of codes.'))
}

/** The codes that those of a table may belong to. */
export async function parentsOf(reader: Reader, table: CodeTable): Promise<ReadonlyMap<string, Code>> {
  const { parent } = tableFacts[table]
  return parent ? codesOf(reader, parent) : new Map()
}
