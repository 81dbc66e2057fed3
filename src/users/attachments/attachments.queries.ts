import { and, desc, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import { files } from '#files/files.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { attachments } from './attachments.table.ts'

export const pageSize = 25
export type Attachment = typeof attachments.$inferSelect & { size: number; mediaType: string }

const columns = { ...getTableColumns(attachments), size: files.size, mediaType: files.mediaType }
const ofUser = eq(attachments.userId, sql.placeholder('userId'))

const onePage = prepared((db) =>
  db
    .select(columns)
    .from(attachments)
    .innerJoin(files, eq(files.hash, attachments.hash))
    .where(ofUser)
    .orderBy(desc(attachments.id))
    .limit(pageSize)
    .offset(sql.placeholder('offset'))
    .prepare(),
)

/** One page of a user's attachments, the newest first. Pages begin with 1. */
export const attachmentsOf = (reader: Reader, userId: number, page: number): Promise<Attachment[]> =>
  onePage(reader).execute({ userId, offset: (page - 1) * pageSize })

export const countAttachments = (reader: Reader, userId: number): Promise<number> =>
  reader.$count(attachments, eq(attachments.userId, userId))

export async function attachmentOf(reader: Reader, userId: number, id: number): Promise<Attachment | undefined> {
  const [found] = await reader
    .select(columns)
    .from(attachments)
    .innerJoin(files, eq(files.hash, attachments.hash))
    .where(and(eq(attachments.userId, userId), eq(attachments.id, id)))
  return found
}

/** The page on which an attachment stands. */
export async function pageOf(reader: Reader, { userId, id }: { userId: number; id: number }): Promise<number> {
  const newer = await reader.$count(attachments, and(eq(attachments.userId, userId), gt(attachments.id, id)))
  return Math.floor(newer / pageSize) + 1
}
