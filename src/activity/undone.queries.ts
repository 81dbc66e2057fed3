import type { ChangeRow } from '#history/history.queries.ts'
import { undoneAmong } from '#history/history.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { subjectKey } from './subjects.queries.ts'

/** Who took acts back, and when, by the number of the act. */
export type Undone = ReadonlyMap<number, { by: string; at: number }>

/** Which acts of a page were taken back: one look for each record that they are about. */
export async function undoneOf(reader: Reader, rows: readonly ChangeRow[]): Promise<Undone> {
  const found = new Map<number, { by: string; at: number }>()
  const byRecord = Map.groupBy(rows, subjectKey)
  for (const [first, ...more] of byRecord.values())
    if (first)
      for (const [id, by] of await undoneAmong(reader, first.subject, first.subjectId, [first, ...more])) found.set(id, by)
  return found
}
