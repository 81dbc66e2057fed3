import { codes } from '#code-tables/code-tables.table.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Db } from '#platform/db/database.ts'

/** A code in a table, as configuration would add it. */
export const makeCode = (db: Db, tableName: CodeTable, code: string, more: { description?: string; parent?: string } = {}) =>
  db.write(async (tx) => {
    await tx
      .insert(codes)
      .values({ tableName, code, description: more.description ?? code, parent: more.parent ?? null, position: 900 })
    forgetCached(tx)
  })

/** Two libraries, each with a desk: what scopes are about. */
export async function makeLibraries(db: Db): Promise<void> {
  await makeCode(db, 'Libraries', 'MAIN', { description: 'Main library' })
  await makeCode(db, 'Libraries', 'SCI', { description: 'Science library' })
  await makeCode(db, 'CirculationDesks', 'MAIN-DESK', { description: 'Main desk', parent: 'MAIN' })
  await makeCode(db, 'CirculationDesks', 'SCI-DESK', { description: 'Science desk', parent: 'SCI' })
}
