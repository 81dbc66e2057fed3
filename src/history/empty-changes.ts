import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { changes } from './changes.table.ts'

/** Takes the values out of all that happened to a record: who did something to it, when and what stays. Rights are the caller's. */
export async function emptyChangesOf(tx: Tx, subject: string, subjectId: number): Promise<void> {
  await tx
    .update(changes)
    .set({ items: [] })
    .where(and(eq(changes.subject, subject), eq(changes.subjectId, subjectId)))
}
