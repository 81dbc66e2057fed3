import { asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { FieldLock } from './locks.table.ts'
import { fieldLocks } from './locks.table.ts'

export type { FieldLock } from './locks.table.ts'

const all = prepared((db) =>
  db
    .select()
    .from(fieldLocks)
    .where(eq(fieldLocks.userId, sql.placeholder('userId')))
    .orderBy(asc(fieldLocks.id))
    .prepare(),
)

/** The fields of an external user that were changed by hand, with what the source says instead. */
export const locksOf = (reader: Reader, userId: number): Promise<FieldLock[]> => all(reader).execute({ userId })
