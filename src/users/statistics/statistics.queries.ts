import { asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { statistics } from './statistics.table.ts'

export type Statistic = typeof statistics.$inferSelect

const all = prepared((db) =>
  db
    .select()
    .from(statistics)
    .where(eq(statistics.userId, sql.placeholder('userId')))
    .orderBy(asc(statistics.id))
    .prepare(),
)

/** What a user is counted by: no more than the library has categories. */
export const statisticsOf = (reader: Reader, userId: number): Promise<Statistic[]> => all(reader).execute({ userId })
