import { desc, eq } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { notes } from './notes.table.ts'

/** A user's notes, the newest first. */
export const notesOf = async (reader: Reader, userId: number) =>
  reader.select().from(notes).where(eq(notes.userId, userId)).orderBy(desc(notes.id))
export type Note = Awaited<ReturnType<typeof notesOf>>[number]
