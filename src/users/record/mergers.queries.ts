import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { proxies } from '../proxies/proxies.table.ts'
import { mergers } from './mergers.table.ts'

export type Merger = typeof mergers.$inferSelect

export async function mergerNumbered(reader: Reader, id: number): Promise<Merger | undefined> {
  const [found] = await reader.select().from(mergers).where(eq(mergers.id, id))
  return found
}

/** The mergers of a user that stand, by the version that the user's record had after each. */
export async function mergersOf(reader: Reader, userId: number): Promise<Map<number, { id: number }>> {
  // What was done is as long as both records were: no more of it is read than the versions.
  const version = (side: string) => sql<number>`${mergers.done} ->> ${`$.versions.${side}`}`
  const found = await reader
    .select({ id: mergers.id, keeperId: mergers.keeperId, keeper: version('keeper'), gone: version('gone') })
    .from(mergers)
    .where(and(or(eq(mergers.keeperId, userId), eq(mergers.goneId, userId)), isNull(mergers.undoneAt)))
    .orderBy(desc(mergers.id))
    .limit(200)
  return new Map(found.map(({ id, keeperId, keeper, gone }) => [keeperId === userId ? keeper : gone, { id }]))
}

/** The links by which others act for a user. */
export const linksFor = (reader: Reader, userId: number) => reader.select().from(proxies).where(eq(proxies.forUserId, userId))

/** The number of the act that gave a user a version. */
export async function actOf(reader: Reader, userId: number, version: number): Promise<number | undefined> {
  const [act] = await reader
    .select({ id: changes.id })
    .from(changes)
    .where(and(eq(changes.subject, 'user'), eq(changes.subjectId, userId), eq(changes.version, version)))
  return act?.id
}
