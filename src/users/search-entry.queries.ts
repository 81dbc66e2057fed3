import { and, asc, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { blocks } from './blocks/blocks.table.ts'
import { emails, phones } from './contact/contact.table.ts'
import { identifiers } from './identifiers/identifiers.table.ts'
import { notes } from './notes/notes.table.ts'
import { statistics } from './statistics/statistics.table.ts'
import { userRoles } from './user-roles/user-roles.table.ts'
import type { User } from './users.table.ts'
import { users } from './users.table.ts'

/** What of a user's lists can be searched. */
export type SearchedRows = {
  identifiers: [type: string, value: string][]
  emails: string[]
  phones: string[]
  notes: [type: string, text: string][]
  roles: [role: number, scope: string][]
  blocks: [type: string, until: string | null][]
  statistics: string[]
}

// All lists in one statement: every save asks, and a rebuild asks for everybody.
const lists = prepared((db) => {
  const own = <T extends { userId: unknown }>(table: T) => sql`${table.userId} = ${users.id}`
  return db
    .select({
      identifiers: sql<string>`(select json_group_array(json_array(${identifiers.type}, ${identifiers.value})) from ${identifiers} where ${own(identifiers)})`,
      emails: sql<string>`(select json_group_array(${emails.address}) from ${emails} where ${own(emails)})`,
      phones: sql<string>`(select json_group_array(${phones.number}) from ${phones} where ${own(phones)})`,
      // The latest first: of very many, not all are looked through.
      notes: sql<string>`(select json_group_array(json_array(${notes.type}, ${notes.text}) order by ${notes.id} desc) from ${notes} where ${own(notes)})`,
      roles: sql<string>`(select json_group_array(json_array(${userRoles.role}, ${userRoles.scope})) from ${userRoles} where ${own(userRoles)} and ${userRoles.status} = 'ACTIVE')`,
      blocks: sql<string>`(select json_group_array(json_array(${blocks.type}, ${blocks.expiryDate})) from ${blocks} where ${own(blocks)} and ${blocks.status} = 'ACTIVE')`,
      statistics: sql<string>`(select json_group_array(${statistics.category}) from ${statistics} where ${own(statistics)})`,
    })
    .from(users)
    .where(eq(users.id, sql.placeholder('userId')))
    .prepare()
})

export async function searchedRows(reader: Reader, id: number): Promise<SearchedRows> {
  const [found] = await lists(reader).execute({ userId: id })
  return Object.fromEntries(Object.entries(found ?? {}).map(([name, text]) => [name, JSON.parse(text)])) as SearchedRows
}

// Columns cost more than rows: a rebuild reads everybody, and so little of each.
const { id, primaryId, firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName, ...others } =
  getTableColumns(users)
const { binnedAt, recordType, accountType, status, userGroup, jobCategory, campus, expiryDate, birthDate } = others
const named = { id, primaryId, firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName }
const searched = { binnedAt, recordType, accountType, status, userGroup, jobCategory, campus, expiryDate, birthDate }
/** What of a user's own fields can be searched. */
export type SearchedUser = Pick<User, keyof typeof named | keyof typeof searched>

const one = prepared((db) =>
  db
    .select({ ...named, ...searched })
    .from(users)
    .where(eq(users.id, sql.placeholder('id')))
    .prepare(),
)
export const searchedUser = async (reader: Reader, userId: number): Promise<SearchedUser | undefined> =>
  (await one(reader).execute({ id: userId }))[0]

/** Those who can be found, by their numbers. */
export const findableAfter = async (reader: Reader, after: number, limit: number) =>
  reader
    .select(named)
    .from(users)
    .where(and(gt(users.id, after), isNull(users.binnedAt)))
    .orderBy(asc(users.id))
    .limit(limit)

export const countFindable = async (reader: Reader): Promise<number> => reader.$count(users, isNull(users.binnedAt))
