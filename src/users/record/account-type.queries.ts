import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { users } from '../users.table.ts'

const mostSources = 8

/** The sources that users come from by now, for whoever has to name one. */
export const knownSources = async (reader: Reader): Promise<string[]> =>
  (
    await reader
      .selectDistinct({ source: users.source })
      .from(users)
      .where(and(eq(users.accountType, 'EXTERNAL'), isNotNull(users.source)))
      .orderBy(asc(users.source))
      .limit(mostSources)
  ).flatMap(({ source }) => source ?? [])
