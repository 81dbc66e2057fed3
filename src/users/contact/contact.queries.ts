import { desc, eq } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { addresses, emails, phones } from './contact.table.ts'

/** A user's contact rows, of each kind the preferred one first. */
export async function contactOf(reader: Reader, userId: number) {
  return {
    addresses: await reader
      .select()
      .from(addresses)
      .where(eq(addresses.userId, userId))
      .orderBy(desc(addresses.preferred), addresses.id),
    phones: await reader.select().from(phones).where(eq(phones.userId, userId)).orderBy(desc(phones.preferred), phones.id),
    emails: await reader.select().from(emails).where(eq(emails.userId, userId)).orderBy(desc(emails.preferred), emails.id),
  }
}
export type Contact = Awaited<ReturnType<typeof contactOf>>
