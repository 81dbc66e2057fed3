import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { proxies } from '#users/proxies/proxies.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'

const most = 100

export const ownProxies = (reader: Reader): Promise<{ userId: number }[]> =>
  reader.select({ userId: proxies.userId }).from(proxies).where(eq(proxies.userId, proxies.forUserId)).limit(most)

/** Lists in which there are rows and not exactly one of them is preferred. */
export async function doubledPreferred(reader: Reader): Promise<{ userId: number; list: string }[]> {
  const found: { userId: number; list: string }[] = []
  for (const [list, table] of Object.entries({ addresses, phones, emails })) {
    const rows = await reader
      .select({ userId: table.userId })
      .from(table)
      .groupBy(table.userId)
      .having(sql`sum(${table.preferred}) <> 1`)
      .limit(most)
    found.push(...rows.map(({ userId }) => ({ userId, list })))
  }
  return found
}

type Held = { userId: number; value: string }

/** Where what records hold and what is kept from others differ. */
export async function heldTwiceOver(reader: Reader): Promise<{ missing: Held[]; needless: Held[] }> {
  const own = { userId: users.id, value: users.primaryIdKey }
  const more = { userId: identifiers.userId, value: identifiers.valueKey }
  const taken = { userId: takenIdentifiers.userId, value: takenIdentifiers.value }
  const [isOwn, isMore] = [
    and(eq(takenIdentifiers.value, users.primaryIdKey), eq(takenIdentifiers.userId, users.id)),
    and(eq(takenIdentifiers.value, identifiers.valueKey), eq(takenIdentifiers.userId, identifiers.userId)),
  ]
  const untaken = isNull(takenIdentifiers.value)
  return {
    missing: [
      ...(await reader.select(own).from(users).leftJoin(takenIdentifiers, isOwn).where(untaken).limit(most)),
      ...(await reader.select(more).from(identifiers).leftJoin(takenIdentifiers, isMore).where(untaken).limit(most)),
    ],
    needless: await reader
      .select(taken)
      .from(takenIdentifiers)
      .leftJoin(users, isOwn)
      .leftJoin(identifiers, isMore)
      .where(and(isNull(users.id), isNull(identifiers.id)))
      .limit(most),
  }
}
