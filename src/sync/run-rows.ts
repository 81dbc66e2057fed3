import { asc, eq } from 'drizzle-orm'
import { inList } from '#platform/db/in-list.ts'
import type { Room } from './room.ts'
import { syncRows } from './runs.table.ts'

const slice = 500
/** Takes away what a run had planned. */
export async function dropRows({ db }: Pick<Room, 'db'>, run: number): Promise<void> {
  for (let gone = slice; gone === slice; )
    gone = await db.write(async (tx) => {
      const rows = await tx
        .select({ id: syncRows.id })
        .from(syncRows)
        .where(eq(syncRows.runId, run))
        .orderBy(asc(syncRows.id))
        .limit(slice)
      const ids = rows.map(({ id }) => id)
      if (ids.length > 0) await tx.delete(syncRows).where(inList(syncRows.id, ids))
      return ids.length
    })
}
