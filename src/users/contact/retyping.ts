import { eq } from 'drizzle-orm'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { contactOf } from './contact.queries.ts'
import type { Kind } from './contact.ts'
import { contactLists, kinds, usualType } from './contact.ts'

/** A contact row whose types are not all open to a record type, with those that it would have then. */
export type Retyped = { kind: Kind; id: number; before: string[]; after: string[] }

const tables = { addresses: 'UserAddressTypes', phones: 'UserPhoneTypes', emails: 'UserEmailTypes' } as const

/** What would become of the types of a user's contact rows under another record type; a row that lost all gets the usual one. */
export async function retypedUnder(reader: Reader, user: { id: number }, recordType: string): Promise<Retyped[]> {
  const contact = await contactOf(reader, user.id)
  const found: Retyped[] = []
  for (const kind of kinds) {
    const codes = await codesOf(reader, tables[kind])
    const isOpen = (type: string) => codes.get(type)?.recordTypes?.includes(recordType) ?? true
    for (const { id, types } of contact[kind]) {
      const kept = types.filter(isOpen)
      if (kept.length === types.length) continue
      found.push({ kind, id, before: types, after: kept.length > 0 ? kept : [usualType(kind, recordType)] })
    }
  }
  return found
}

/** Writes them, as part of an act on the whole user, whose history is the caller's. */
export async function retype(tx: Tx, rows: readonly Retyped[]): Promise<Change[]> {
  const changes: Change[] = []
  for (const { kind, id, before, after } of rows) {
    const { table, part } = contactLists[kind]
    await tx
      .update(table)
      .set({ types: after } as never)
      .where(eq(table.id, id))
    changes.push(...diff(part, { types: before }, { types: after }, id))
  }
  return changes
}
