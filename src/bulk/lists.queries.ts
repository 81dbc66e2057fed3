import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { notes } from '#users/notes/notes.table.ts'

const user = sql.placeholder('user')
const code = sql.placeholder('code')

const standing = prepared((db) =>
  db
    .select({ id: blocks.id })
    .from(blocks)
    .where(and(eq(blocks.userId, user), eq(blocks.status, 'ACTIVE'), eq(blocks.description, code)))
    .orderBy(asc(blocks.id))
    .prepare(),
)
/** The blocks of a description on a user that nobody lifted. */
export const blocksInForce = async (reader: Reader, userId: number, description: string): Promise<number[]> =>
  (await standing(reader).execute({ user: userId, code: description })).map(({ id }) => id)

const ofType = prepared((db) =>
  db
    .select({ id: notes.id })
    .from(notes)
    .where(and(eq(notes.userId, user), eq(notes.type, code)))
    .orderBy(asc(notes.id))
    .prepare(),
)
/** The notes of a type on a user. */
export const notesOfType = async (reader: Reader, userId: number, type: string): Promise<number[]> =>
  (await ofType(reader).execute({ user: userId, code: type })).map(({ id }) => id)
