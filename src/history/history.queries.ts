import { and, desc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { changes } from './changes.table.ts'

export type ChangeRow = typeof changes.$inferSelect

/** What happened to one record, the newest first. */
export const changesOf = (
  reader: Reader,
  subject: string,
  subjectId: number,
  page: { limit: number; offset: number },
): Promise<ChangeRow[]> =>
  Promise.resolve(
    reader
      .select()
      .from(changes)
      .where(and(eq(changes.subject, subject), eq(changes.subjectId, subjectId)))
      .orderBy(desc(changes.id))
      .limit(page.limit)
      .offset(page.offset),
  )

const latest = prepared((db) =>
  db
    .select({ at: changes.at, by: changes.actorName })
    .from(changes)
    .where(and(eq(changes.subject, sql.placeholder('subject')), eq(changes.subjectId, sql.placeholder('subjectId'))))
    .orderBy(desc(changes.id))
    .limit(1)
    .prepare(),
)

export const lastChangeOf = async (reader: Reader, subject: string, subjectId: number) =>
  (await latest(reader).execute({ subject, subjectId }))[0]
