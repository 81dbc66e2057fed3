import { eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { emails, phones } from './contact/contact.table.ts'
import { identifiers } from './identifiers/identifiers.table.ts'

const userId = sql.placeholder('userId')
const identifierValues = prepared((db) =>
  db
    .select({ value: identifiers.value, type: identifiers.type })
    .from(identifiers)
    .where(eq(identifiers.userId, userId))
    .prepare(),
)
const emailValues = prepared((db) => db.select({ value: emails.address }).from(emails).where(eq(emails.userId, userId)).prepare())
const phoneValues = prepared((db) => db.select({ value: phones.number }).from(phones).where(eq(phones.userId, userId)).prepare())

/** What of a user's lists can be searched. */
export async function searchedRows(reader: Reader, id: number) {
  const values = (rows: { value: string }[]) => rows.map((row) => row.value)
  return {
    identifiers: await identifierValues(reader).execute({ userId: id }),
    emails: values(await emailValues(reader).execute({ userId: id })),
    phones: values(await phoneValues(reader).execute({ userId: id })),
  }
}
