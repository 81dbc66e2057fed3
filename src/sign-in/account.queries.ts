import { and, desc, eq, gte } from 'drizzle-orm'
import { codes } from '#code-tables/code-tables.table.ts'
import type { Clock } from '#platform/clock.ts'
import type { Reader } from '#platform/db/database.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import { idleMilliseconds } from './sign-in.queries.ts'
import { sessions, signIns } from './sign-in.table.ts'

const mostSessions = 50
const mostSignIns = 20

/** A person's sessions that still go on, the one used last first. */
export async function sessionsOf(reader: Reader, clock: Clock, userId: number) {
  const since = clock.now() - (await idleMilliseconds(reader))
  return reader
    .select({
      id: sessions.id,
      startedAt: sessions.startedAt,
      seenAt: sessions.seenAt,
      agent: sessions.agent,
      address: sessions.address,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gte(sessions.seenAt, since)))
    .orderBy(desc(sessions.seenAt), sessions.id)
    .limit(mostSessions)
}

/** The last tries to sign in as a person, the newest first. */
export const signInsOf = async (reader: Reader, userId: number) =>
  reader
    .select({ at: signIns.at, outcome: signIns.outcome, address: signIns.address })
    .from(signIns)
    .where(eq(signIns.userId, userId))
    .orderBy(desc(signIns.id))
    .limit(mostSignIns)

/** A person's own roles, and the name of the library that each is for. */
export const ownRoles = async (reader: Reader, userId: number) =>
  reader
    .select({
      role: userRoles.role,
      scope: userRoles.scope,
      library: codes.description,
      status: userRoles.status,
      expiryDate: userRoles.expiryDate,
    })
    .from(userRoles)
    .leftJoin(codes, and(eq(codes.tableName, 'Libraries'), eq(codes.code, userRoles.scope)))
    .where(eq(userRoles.userId, userId))
    .orderBy(userRoles.id)

export const ownIdentifier = async (reader: Reader, userId: number): Promise<string> =>
  (await reader.select({ primaryId: users.primaryId }).from(users).where(eq(users.id, userId)))[0]?.primaryId ?? ''
