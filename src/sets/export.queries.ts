import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { isInForce } from '#users/active-blocks.queries.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { statistics } from '#users/statistics/statistics.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'
import type { Beside } from './columns.ts'

/** A user with what stands beside their own row, as far as it was asked for. */
export type Exported = { user: User; lists: Lists }
export type Lists = { [Name in Beside]?: (typeof tables)[Name]['$inferSelect'][] }

const tables = { emails, phones, addresses, identifiers, roles: userRoles, blocks, notes, statistics }

/** Some users by their numbers, in that order; none who is in the bin. */
export async function exportedUsers(
  reader: Reader,
  ids: number[],
  { beside, today }: { beside: readonly Beside[]; today: string },
): Promise<Exported[]> {
  const rows = await reader
    .select()
    .from(users)
    .where(and(inList(users.id, ids), isNull(users.binnedAt)))
    .orderBy(asc(users.id))
  const lists = new Map<number, Lists>(rows.map(({ id }) => [id, {}]))
  for (const name of beside)
    for (const row of await rowsOf(reader, name, { ids, today })) {
      const theirs = lists.get(row.userId) as Record<string, unknown[]> | undefined
      if (theirs) theirs[name] = [...(theirs[name] ?? []), row]
    }
  return rows.map((user) => ({ user, lists: lists.get(user.id) ?? {} }))
}

async function rowsOf(reader: Reader, name: Beside, { ids, today }: { ids: number[]; today: string }) {
  const table = tables[name] as SQLiteTable & { id: SQLiteColumn; userId: SQLiteColumn }
  const statement = reader
    .select()
    .from(table)
    .where(and(inList(table.userId, ids), onlyOf(name)))
    .orderBy(...firstOf(name), asc(table.id))
    .prepare()
  return (await statement.execute({ today })) as { userId: number }[]
}

const onlyOf = (name: Beside) =>
  name === 'blocks'
    ? isInForce
    : name === 'roles'
      ? eq(userRoles.status, 'ACTIVE')
      : name === 'identifiers'
        ? eq(identifiers.status, 'ACTIVE')
        : undefined

/** The preferred one stands first. */
const firstOf = (name: Beside) =>
  name === 'emails' || name === 'phones' || name === 'addresses' ? [desc(sql`${tables[name].preferred}`)] : []
