import { sql } from 'drizzle-orm'
import { code, count, id, index, instant, json, ref, table, text } from '#platform/db/columns.ts'
import type { Change } from './history.ts'

export const changes = table(
  'changes',
  {
    id: id(),
    at: instant().notNull(),
    subject: code().notNull(),
    subjectId: ref().notNull(),
    version: count().notNull(),
    action: code().notNull(),
    actorId: ref(),
    actorName: text().notNull(),
    door: code().notNull(),
    doorDetail: text(),
    items: json<Change[]>().notNull(),
    /** The number of the act that this one took back. */
    undoes: ref(),
  },
  (row) => [
    index('changes_subject').on(row.subject, row.subjectId, row.id),
    index('changes_actor').on(row.actorId, row.id).where(sql`${row.actorId} is not null`),
  ],
)
