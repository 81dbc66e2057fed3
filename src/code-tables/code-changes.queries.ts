import { and, desc, eq, sql } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { codes } from './code-tables.table.ts'
import type { Code, CodeTable } from './code-tables.ts'

const latest = prepared((db) =>
  db
    .select({ version: changes.version, at: changes.at, by: changes.actorName })
    .from(changes)
    .where(and(eq(changes.subject, 'code'), eq(changes.subjectId, sql.placeholder('id'))))
    .orderBy(desc(changes.id))
    .limit(1)
    .prepare(),
)

/** The last act on a code: its number is the version that the code has, 0 where it stands as it was shipped. */
export async function lastActOn(
  reader: Reader,
  id: number,
): Promise<{ version: number; by: string | undefined; at: number | undefined }> {
  const [act] = await latest(reader).execute({ id })
  return act ?? { version: 0, by: undefined, at: undefined }
}

const byId = prepared((db) =>
  db
    .select()
    .from(codes)
    .where(eq(codes.id, sql.placeholder('id')))
    .prepare(),
)

/** The code of that number, with its table. */
export const codeById = async (reader: Reader, id: number): Promise<(Code & { tableName: string }) | undefined> =>
  (await byId(reader).execute({ id }))[0]

export const codeInTable = async (reader: Reader, table: CodeTable, id: number): Promise<Code | undefined> => {
  const found = await codeById(reader, id)
  return found?.tableName === table ? found : undefined
}
