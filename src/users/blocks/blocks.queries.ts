import { and, desc, eq, gt, or, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { isInForce } from '../active-blocks.queries.ts'
import { blocks } from './blocks.table.ts'

export const pageSize = 25
export type Block = typeof blocks.$inferSelect

const ofUser = eq(blocks.userId, sql.placeholder('userId'))
// Those that stop the person today stand before those that did once.
const isPast = sql<number>`case when ${isInForce} then 0 else 1 end`

const onePage = prepared((db) =>
  db
    .select()
    .from(blocks)
    .where(ofUser)
    .orderBy(isPast, desc(blocks.id))
    .limit(pageSize)
    .offset(sql.placeholder('offset'))
    .prepare(),
)

/** One page of a user's blocks: those in force first, then the newest. Pages begin with 1. */
export const blocksOf = (reader: Reader, userId: number, asked: { day: string; page: number }): Promise<Block[]> =>
  onePage(reader).execute({ userId, today: asked.day, offset: (asked.page - 1) * pageSize })

export const countBlocks = (reader: Reader, userId: number): Promise<number> =>
  Promise.resolve(reader.$count(blocks, eq(blocks.userId, userId)))

const one = prepared((db) =>
  db
    .select()
    .from(blocks)
    .where(and(ofUser, eq(blocks.id, sql.placeholder('id'))))
    .prepare(),
)
export const blockOf = async (reader: Reader, userId: number, id: number): Promise<Block | undefined> =>
  (await one(reader).execute({ userId, id }))[0]

const past = sql.placeholder('past')
const before = prepared((db) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(blocks)
    .where(and(ofUser, or(sql`${isPast} < ${past}`, and(sql`${isPast} = ${past}`, gt(blocks.id, sql.placeholder('id'))))))
    .prepare(),
)

/** Whether a block stops the person on a day. */
export const isInForceOn = (day: string, { status, expiryDate }: Pick<Block, 'status' | 'expiryDate'>): boolean =>
  status === 'ACTIVE' && (expiryDate === null || expiryDate >= day)

/** The page on which a block stands. */
export async function pageOf(reader: Reader, block: Block, day: string): Promise<number> {
  const { userId, id } = block
  const [found] = await before(reader).execute({ userId, id, today: day, past: isInForceOn(day, block) ? 0 : 1 })
  return Math.floor((found?.n ?? 0) / pageSize) + 1
}
