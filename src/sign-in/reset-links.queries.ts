import { and, count, eq, gte, isNull, or, sql } from 'drizzle-orm'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import { emails } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import { resetLinks } from './sign-in.table.ts'

export const findLink = async (reader: Reader, id: string) =>
  (await reader.select().from(resetLinks).where(eq(resetLinks.id, id)))[0]

/** How many links were made for a user since a time, by one maker. */
export async function linksSince(reader: Reader, of: { userId: number; madeBy: string; since: number }): Promise<number> {
  const [found] = await reader
    .select({ n: count() })
    .from(resetLinks)
    .where(and(eq(resetLinks.userId, of.userId), eq(resetLinks.madeBy, of.madeBy), gte(resetLinks.madeAt, of.since)))
  return found?.n ?? 0
}

export const preferredEmail = async (reader: Reader, userId: number): Promise<string | undefined> =>
  (
    await reader
      .select({ address: emails.address })
      .from(emails)
      .where(and(eq(emails.userId, userId), eq(emails.preferred, true)))
  )[0]?.address

/** The one user whom somebody who forgot the password means: by an active identifier, else by an e-mail that nobody shares. */
export async function forgetfulUser(reader: Reader, typed: string): Promise<number | undefined> {
  const key = caseFold(typed)
  const byIdentifier = await reader
    .select({ id: users.id })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .where(
      and(
        eq(takenIdentifiers.value, key),
        or(
          eq(users.primaryIdKey, key),
          sql`exists (select 1 from ${identifiers} where ${identifiers.userId} = ${users.id}
            and ${identifiers.valueKey} = ${key} and ${identifiers.status} = 'ACTIVE')`,
        ),
      ),
    )
  const found =
    byIdentifier.length > 0
      ? byIdentifier
      : await reader
          .selectDistinct({ id: emails.userId })
          .from(emails)
          .innerJoin(users, eq(users.id, emails.userId))
          .where(and(eq(emails.addressKey, key), isNull(users.binnedAt)))
          .limit(2)
  return found.length === 1 ? found[0]?.id : undefined
}

/** Whether an e-mail address of a user was touched since a time, by anyone. */
export async function emailsChangedSince(reader: Reader, userId: number, since: number): Promise<boolean> {
  const acts = await reader
    .select({ items: changes.items })
    .from(changes)
    .where(and(eq(changes.subject, 'user'), eq(changes.subjectId, userId), gte(changes.at, since)))
  return acts.some(({ items }) => items.some(({ part }) => part === 'email'))
}

/** The name of the library, for whoever reads an e-mail. */
export const libraryName = async (reader: Reader): Promise<string> =>
  (await reader.select().from(settingValues).where(eq(settingValues.name, 'institution')))[0]?.value ?? 'Foyer'
