import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { prepared } from '#platform/db/prepared.ts'
import { bulkRows } from './bulk.table.ts'
import type { Room } from './room.ts'

export const insertRow = inserter(bulkRows)

const [id, version] = [sql.placeholder('id'), sql.placeholder('version')]
const settle = prepared((db) =>
  db
    .update(bulkRows)
    .set({ state: 'done', version: sql`${version}`, before: sql.placeholder('before') as never })
    .where(eq(bulkRows.id, id))
    .prepare(),
)
/** A row was carried out by these acts of history. */
export const noteDone = async (tx: Tx, row: number, done: { version: number; acts: number[] }): Promise<void> =>
  void (await settle(tx).execute({ id: row, version: done.version, before: { acts: done.acts } }))

/** A row could not be carried out, and why. */
export const noteSkipped = async (tx: Tx, row: number, reason: string): Promise<void> =>
  void (await tx.update(bulkRows).set({ state: 'skipped', reason }).where(eq(bulkRows.id, row)))

const dropSize = 2000
/** Takes away the rows of a change, some at a time. */
export async function dropRows({ db }: Pick<Room, 'db'>, change: number): Promise<void> {
  for (let gone = dropSize; gone === dropSize; ) {
    const ids = db.read.select({ id: bulkRows.id }).from(bulkRows).where(eq(bulkRows.changeId, change)).limit(dropSize)
    const named = (await ids).map((row) => row.id)
    gone = named.length
    if (gone > 0)
      await db.write((tx) =>
        Promise.resolve(
          tx.delete(bulkRows).where(sql`${bulkRows.id} in (select value from json_each(${JSON.stringify(named)}))`),
        ),
      )
  }
}
