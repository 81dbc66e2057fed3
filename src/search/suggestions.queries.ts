import { eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { users } from '#users/users.table.ts'
import type { Asked } from './asked.ts'
import { onTop } from './on-top.queries.ts'
import { idsFrom } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'

/** How many are suggested. */
export const most = 5

const rowsOf = prepared((db) =>
  db
    .select({
      id: users.id,
      primaryId: users.primaryId,
      recordType: users.recordType,
      firstName: users.firstName,
      middleName: users.middleName,
      lastName: users.lastName,
      prefFirstName: users.prefFirstName,
      prefMiddleName: users.prefMiddleName,
      prefLastName: users.prefLastName,
      title: users.title,
      userGroup: users.userGroup,
      birthDate: users.birthDate,
      card: sql<
        string | null
      >`(select ${identifiers.value} from ${identifiers} where ${eq(identifiers.userId, users.id)} and ${identifiers.type} = 'BARCODE' and ${identifiers.status} = 'ACTIVE' order by ${identifiers.id} desc limit 1)`,
    })
    .from(users)
    .where(sql`${users.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
)
export type Suggested = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** The first users of a result, without counting the others. */
export async function suggested(reader: Reader, search: UserSearch, asked: Asked): Promise<Suggested[]> {
  if (asked.problems.length > 0) return []
  const { first } = await onTop(reader, search, asked)
  return suggestedAs(reader, await idsFrom(reader, search, { ask: asked.ask, first }, { offset: 0, limit: most }))
}

/** Some users, in their order, with what tells them apart. */
export async function suggestedAs(reader: Reader, ids: number[]): Promise<Suggested[]> {
  const found = new Map((await rowsOf(reader).execute({ ids: JSON.stringify(ids) })).map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
