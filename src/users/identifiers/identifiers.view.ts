import type { Describe } from '#code-tables/code-tables.queries.ts'
import { wordFor } from '../fields.ts'
import type { Identifier } from './identifiers.queries.ts'

/** What the identifiers page shows. */
export type IdentifiersPage = {
  rows: { type: string; value: string; note: string; status: string; active: boolean }[]
  contact: boolean
}

export const identifiersPage = (rows: Identifier[], recordType: string, describe: Describe): IdentifiersPage => ({
  contact: recordType === 'CONTACT',
  rows: rows.map((row) => ({
    type: describe('UserIdentifierTypes', row.type),
    value: row.value,
    note: row.note ?? '',
    status: wordFor(row.status),
    active: row.status === 'ACTIVE',
  })),
})
