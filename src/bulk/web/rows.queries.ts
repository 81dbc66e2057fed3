import { and, asc, eq, gt } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { users } from '#users/users.table.ts'
import { bulkRows } from '../bulk.table.ts'

export const rowsOnPage = 50
export const outcomes = ['change', 'leave', 'refuse', 'done', 'skipped'] as const
export type Outcome = (typeof outcomes)[number]
/** Which rows of a change are wanted, after a row. */
export type Wanted = { change: number; outcome: Outcome; after: number; limit: number }

/** Rows of a change with whom they are about, in the order in which they were planned. */
export const rowsFound = async (reader: Reader, { change, outcome, after, limit }: Wanted) =>
  reader
    .select({ row: bulkRows, user: users })
    .from(bulkRows)
    .innerJoin(users, eq(users.id, bulkRows.userId))
    .where(
      and(
        eq(bulkRows.changeId, change),
        eq(bulkRows.does, outcome === 'leave' || outcome === 'refuse' ? outcome : 'change'),
        outcome === 'done' || outcome === 'skipped' ? eq(bulkRows.state, outcome) : undefined,
        gt(bulkRows.id, after),
      ),
    )
    .orderBy(asc(bulkRows.id))
    .limit(limit)
export type RowFound = Awaited<ReturnType<typeof rowsFound>>[number]

const slice = 200
/** Every row of a change, for a file: slice by slice, those that change first. */
export async function* everyRow(reader: Reader, change: number): AsyncGenerator<RowFound[]> {
  for (const outcome of ['change', 'refuse', 'leave'] as const) {
    for (let after = 0; ; ) {
      const rows = await rowsFound(reader, { change, outcome, after, limit: slice })
      if (rows.length > 0) yield rows
      if (rows.length < slice) break
      after = rows.at(-1)?.row.id ?? 0
    }
  }
}
