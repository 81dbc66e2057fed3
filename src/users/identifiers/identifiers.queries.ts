import { and, asc, desc, eq } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { identifiers } from './identifiers.table.ts'

/** A user's additional identifiers, the active ones first. */
export const identifiersOf = async (reader: Reader, userId: number) =>
  reader.select().from(identifiers).where(eq(identifiers.userId, userId)).orderBy(asc(identifiers.status), desc(identifiers.id))
export type Identifier = Awaited<ReturnType<typeof identifiersOf>>[number]

/** The barcodes with which a user is served now. */
export const activeCards = async (reader: Reader, userId: number) =>
  reader
    .select()
    .from(identifiers)
    .where(and(eq(identifiers.userId, userId), eq(identifiers.type, 'BARCODE'), eq(identifiers.status, 'ACTIVE')))
    .orderBy(asc(identifiers.id))
