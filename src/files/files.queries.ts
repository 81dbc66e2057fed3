import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { attachments } from '#users/attachments/attachments.table.ts'
import { users } from '#users/users.table.ts'
import { files } from './files.table.ts'

// Every column that refers to a file is named here, and nowhere else; with its table, which a select of one table leaves out.
const used = sql<number>`(exists (select 1 from ${attachments} where ${attachments}."hash" = ${files}."hash")
  or exists (select 1 from ${users} where ${users}."photo" = ${files}."hash"))`

export type KeptFile = { hash: string; size: number; mediaType: string; unusedSince: number | null; used: number }
const columns = { hash: files.hash, size: files.size, mediaType: files.mediaType, unusedSince: files.unusedSince, used }

export async function fileOf(reader: Reader, hash: string): Promise<KeptFile | undefined> {
  const [found] = await reader.select(columns).from(files).where(eq(files.hash, hash))
  return found
}

export const everyFile = (reader: Reader): Promise<KeptFile[]> => reader.select(columns).from(files).orderBy(asc(files.hash))

/** Those that nothing has referred to since an instant, some at a time. */
export const unusedBefore = (reader: Reader, instant: number): Promise<KeptFile[]> =>
  reader
    .select(columns)
    .from(files)
    .where(and(isNotNull(files.unusedSince), lte(files.unusedSince, instant)))
    .limit(100)

/** Those whose mark is not what the references say. */
export const wronglyMarked = (reader: Reader): Promise<KeptFile[]> =>
  reader.select(columns).from(files).where(sql`${used} = (${files.unusedSince} is not null)`).limit(100)
