import { and, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { isInForce } from '#users/active-blocks.queries.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { users } from '#users/users.table.ts'
import type { Liking } from './columns.ts'
import { columnOf } from './columns.ts'

const listed = sql`${users.id} in (select value from json_each(${sql.placeholder('ids')}))`
const rowsOf = prepared((db) =>
  db
    .select({
      id: users.id,
      recordType: users.recordType,
      accountType: users.accountType,
      primaryId: users.primaryId,
      firstName: users.firstName,
      middleName: users.middleName,
      lastName: users.lastName,
      prefFirstName: users.prefFirstName,
      prefMiddleName: users.prefMiddleName,
      prefLastName: users.prefLastName,
      title: users.title,
      userGroup: users.userGroup,
      jobCategory: users.jobCategory,
      status: users.status,
      expiryDate: users.expiryDate,
      email: emails.address,
      blocked: sql<number>`exists (select 1 from ${blocks} where ${blocks.userId} = ${users.id} and ${isInForce})`,
    })
    .from(users)
    .leftJoin(emails, and(eq(emails.userId, users.id), eq(emails.preferred, sql`1`)))
    .where(listed)
    .prepare(),
)

/** What only those columns show that somebody asked for. */
const moreOf = prepared((db) =>
  db
    .select({
      id: users.id,
      birthDate: users.birthDate,
      campus: users.campus,
      gender: users.gender,
      jobDescription: users.jobDescription,
      preferredLanguage: users.preferredLanguage,
      source: users.source,
      statusDate: users.statusDate,
      purgeDate: users.purgeDate,
      createdAt: users.createdAt,
      changedAt: users.changedAt,
      phone: sql<
        string | null
      >`(select ${phones.number} from ${phones} where ${eq(phones.userId, users.id)} order by ${phones.preferred} desc, ${phones.id} limit 1)`,
      barcode: sql<
        string | null
      >`(select ${identifiers.value} from ${identifiers} where ${eq(identifiers.userId, users.id)} and ${identifiers.type} = 'BARCODE' and ${identifiers.status} = 'ACTIVE' order by ${identifiers.id} desc limit 1)`,
    })
    .from(users)
    .where(listed)
    .prepare(),
)

type RowOf<Statement extends (reader: Reader) => { execute(values: Record<string, unknown>): Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Statement>['execute']>
>[number]
export type FoundUser = RowOf<typeof rowsOf> & Partial<RowOf<typeof moreOf>>

type Listing = { today: string; liking: Liking }

/** Some users as a list shows them, in their order. */
export async function usersIn(reader: Reader, ids: number[], { today, liking }: Listing): Promise<FoundUser[]> {
  if (ids.length === 0) return []
  const listed = JSON.stringify(ids)
  const wantsMore = liking.columns.some((name) => columnOf(name).more)
  const more = wantsMore ? new Map((await moreOf(reader).execute({ ids: listed })).map((row) => [row.id, row])) : undefined
  const found = new Map((await rowsOf(reader).execute({ ids: listed, today })).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = found.get(id)
    return row ? [{ ...row, ...more?.get(id) }] : []
  })
}
