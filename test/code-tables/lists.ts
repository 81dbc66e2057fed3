import { codes } from '#code-tables/code-tables.table.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Db } from '#platform/db/database.ts'

/** Gives a table codes of its own, each as "CODE its description". */
export const addCodes = (db: Db, tableName: CodeTable, rows: string[], more = {}) =>
  db.write(async (tx) => {
    for (const [position, row] of rows.entries()) {
      const [code = '', ...words] = row.split(' ')
      await tx.insert(codes).values({ tableName, code, description: words.join(' '), position, ...more })
    }
    forgetCached(tx)
  })
