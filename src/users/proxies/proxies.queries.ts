import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import { proxies } from './proxies.table.ts'

export const pageSize = 25
export type Proxy = typeof proxies.$inferSelect
/** A link and the person at its other end. */
export type Linked = { proxy: Proxy; person: User }

const userId = sql.placeholder('userId')
const offset = sql.placeholder('offset')

const sponsors = prepared((db) =>
  db
    .select({ proxy: proxies, person: users })
    .from(proxies)
    .innerJoin(users, eq(users.id, proxies.forUserId))
    .where(eq(proxies.userId, userId))
    .orderBy(desc(proxies.id))
    .limit(sql.placeholder('limit'))
    .offset(offset)
    .prepare(),
)
const acting = prepared((db) =>
  db
    .select({ proxy: proxies, person: users })
    .from(proxies)
    .innerJoin(users, eq(users.id, proxies.userId))
    .where(eq(proxies.forUserId, userId))
    .orderBy(desc(proxies.id))
    .limit(sql.placeholder('limit'))
    .offset(offset)
    .prepare(),
)

type Range = { page: number; limit?: number }
const rangeOf = ({ page, limit = pageSize }: Range) => ({ limit, offset: (page - 1) * limit })

/** For whom a user may act, the newest first. Pages begin with 1. */
export const sponsorsOf = (reader: Reader, id: number, range: Range): Promise<Linked[]> =>
  sponsors(reader).execute({ userId: id, ...rangeOf(range) })

/** Who may act for a user, likewise. */
export const proxiesOf = (reader: Reader, id: number, range: Range): Promise<Linked[]> =>
  acting(reader).execute({ userId: id, ...rangeOf(range) })

export async function countLinks(reader: Reader, id: number): Promise<{ sponsors: number; proxies: number }> {
  return {
    sponsors: await reader.$count(proxies, eq(proxies.userId, id)),
    proxies: await reader.$count(proxies, eq(proxies.forUserId, id)),
  }
}

const one = prepared((db) =>
  db
    .select({ proxy: proxies, person: users })
    .from(proxies)
    .innerJoin(users, eq(users.id, proxies.forUserId))
    .where(and(eq(proxies.userId, userId), eq(proxies.id, sql.placeholder('id'))))
    .prepare(),
)
/** One link on a user's record, with its sponsor. */
export const sponsorOf = async (reader: Reader, id: number, row: number): Promise<Linked | undefined> =>
  (await one(reader).execute({ userId: id, id: row }))[0]

/** The link between two people, when there is one. */
export async function linkBetween(reader: Reader, id: number, sponsorId: number): Promise<Proxy | undefined> {
  const [found] = await reader
    .select()
    .from(proxies)
    .where(and(eq(proxies.userId, id), eq(proxies.forUserId, sponsorId)))
  return found
}

/** The page on which a link stands. */
export async function pageOf(reader: Reader, { userId: id, id: row }: Proxy): Promise<number> {
  const before = await reader.$count(proxies, and(eq(proxies.userId, id), gt(proxies.id, row)))
  return Math.floor(before / pageSize) + 1
}
