import { and, desc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { prepared } from '#platform/db/prepared.ts'
import { notes } from './notes.table.ts'

export const pageSize = 25
export type Note = typeof notes.$inferSelect

const type = sql.placeholder('type')
const ofUser = eq(notes.userId, sql.placeholder('userId'))
const ofType = sql`(${type} is null or ${notes.type} = ${type})`

// Numbers are put in order first, and texts fetched for one page only: notes may be long.
const onePage = prepared((db) =>
  db
    .select()
    .from(notes)
    .where(
      inArray(
        notes.id,
        db
          .select({ id: notes.id })
          .from(notes)
          .where(and(ofUser, ofType))
          .orderBy(desc(notes.pinned), desc(notes.id))
          .limit(pageSize)
          .offset(sql.placeholder('offset')),
      ),
    )
    .orderBy(desc(notes.pinned), desc(notes.id))
    .prepare(),
)
const counts = prepared((db) =>
  db.select({ type: notes.type, n: sql<number>`count(*)` }).from(notes).where(ofUser).groupBy(notes.type).prepare(),
)

/** How many notes of each type a user has. */
export const noteTypesOf = (reader: Reader, userId: number) => counts(reader).execute({ userId })

/** One page of a user's notes, of one type or of all: pinned first, then newest. Pages begin with 1. */
export const notesOf = (reader: Reader, userId: number, asked: { type: string | undefined; page: number }): Promise<Note[]> =>
  onePage(reader).execute({ userId, type: asked.type ?? null, offset: (asked.page - 1) * pageSize })

export async function noteOf(reader: Reader, userId: number, id: number): Promise<Note | undefined> {
  const [found] = await notesNamed(reader, userId, [id])
  return found
}

/** Those of the named notes that are on the user still, in the order of the list. */
export const notesNamed = async (reader: Reader, userId: number, ids: number[]): Promise<Note[]> =>
  reader
    .select()
    .from(notes)
    .where(and(eq(notes.userId, userId), inList(notes.id, ids)))
    .orderBy(desc(notes.pinned), desc(notes.id))

/** The page on which a note stands, among the notes of one type or of all. */
export async function pageOf(reader: Reader, note: Note, type: string | undefined): Promise<number> {
  const before = or(
    sql`${notes.pinned} > ${note.pinned ? 1 : 0}`,
    and(sql`${notes.pinned} = ${note.pinned ? 1 : 0}`, gt(notes.id, note.id)),
  )
  const [found] = await reader
    .select({ n: sql<number>`count(*)` })
    .from(notes)
    .where(and(eq(notes.userId, note.userId), before, type === undefined ? undefined : eq(notes.type, type)))
  return Math.floor((found?.n ?? 0) / pageSize) + 1
}
