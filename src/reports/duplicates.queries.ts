import { and, asc, desc, eq, gt, isNull, lte, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { differentPeople } from '#users/record/mergers.table.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'

/** Of users with these numbers alone: a library has many, and nobody else is to wait. */
export type Slice = { after: number; upTo: number }
const mostPairs = 2000

/** What people are compared by. */
export const peopleIn = (reader: Reader, { after, upTo }: Slice) =>
  reader
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      birthDate: users.birthDate,
      primaryId: users.primaryIdKey,
    })
    .from(users)
    .where(and(gt(users.id, after), lte(users.id, upTo), isNull(users.binnedAt)))
export type Compared = Awaited<ReturnType<typeof peopleIn>>[number]

export const phonesIn = (reader: Reader, { after, upTo }: Slice) =>
  reader
    .select({ id: phones.userId, value: phones.number })
    .from(phones)
    .where(and(gt(phones.userId, after), lte(phones.userId, upTo)))

export const identifiersIn = (reader: Reader, { after, upTo }: Slice) =>
  reader
    .select({ id: identifiers.userId, value: identifiers.valueKey })
    .from(identifiers)
    .where(and(gt(identifiers.userId, after), lte(identifiers.userId, upTo)))

const twin = alias(emails, 'twin')
/** Pairs who have one e-mail address. */
export const sameEmailIn = (reader: Reader, { after, upTo }: Slice) =>
  reader
    .selectDistinct({ one: emails.userId, other: twin.userId })
    .from(emails)
    .innerJoin(twin, and(eq(twin.addressKey, emails.addressKey), gt(twin.userId, emails.userId)))
    .where(and(gt(emails.userId, after), lte(emails.userId, upTo)))
    .limit(mostPairs)

export async function lastNumbers(reader: Reader): Promise<{ user: number; act: number }> {
  const [user] = await reader.select({ last: max(users.id) }).from(users)
  const [act] = await reader.select({ last: max(changes.id) }).from(changes)
  return { user: user?.last ?? 0, act: act?.last ?? 0 }
}

/** Pairs who were told apart, the latest first. */
export const toldApart = (reader: Reader) => reader.select().from(differentPeople).orderBy(desc(differentPeople.at)).limit(10_000)

export async function usersNumbered(reader: Reader, ids: number[]): Promise<Map<number, User>> {
  const found = await reader
    .select()
    .from(users)
    .where(and(inList(users.id, ids), isNull(users.binnedAt)))
  return new Map(found.map((user) => [user.id, user]))
}

/** What else tells people apart, a few of each. */
export async function moreOf(reader: Reader, ids: number[]) {
  const of = (table: typeof emails | typeof phones | typeof identifiers, value: typeof emails.address) =>
    reader
      .select({ id: table.userId, value: sql<string>`${value}` })
      .from(table)
      .where(inList(table.userId, ids))
      .orderBy(asc(table.id))
  const byUser = (rows: { id: number; value: string }[]) => Map.groupBy(rows, ({ id }) => id)
  return {
    emails: byUser(await of(emails, emails.address)),
    phones: byUser(await of(phones, phones.number as never)),
    identifiers: byUser(await of(identifiers, identifiers.value as never)),
  }
}
export type More = Awaited<ReturnType<typeof moreOf>>
