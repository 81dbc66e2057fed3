import { and, asc, eq, gt, gte, isNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'

/** Whom an export is about: those of a source, or everybody when it names none, changed since an instant. */
export type Wanted = { source: string | undefined; since: number }

/** Some of them, in the order of their numbers; nobody in the bin. */
export const changedUsers = async (reader: Reader, { source, since }: Wanted, after: number, limit: number): Promise<User[]> =>
  reader
    .select()
    .from(users)
    .where(
      and(
        gt(users.id, after),
        gte(users.changedAt, since),
        isNull(users.binnedAt),
        source === undefined ? undefined : eq(users.source, source),
      ),
    )
    .orderBy(asc(users.id))
    .limit(limit)
