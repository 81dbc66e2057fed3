import { createHash } from 'node:crypto'
import type { SessionStore } from '@fastify/session'
import { eq } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { isPoll } from '#platform/web/polls.ts'
import { findSession, idleMilliseconds } from './sign-in.queries.ts'
import { sessions } from './sign-in.table.ts'

// A copy of the database must not open anybody's session: only a digest of the id is kept.
export const storedId = (id: string) => createHash('sha256').update(id).digest('base64url')
const renewMilliseconds = 60_000

/** Sessions in the database, ended after a time without a request; renewed at most once a minute. */
export function sessionStore(db: Db, clock: Clock): SessionStore {
  const write = async (id: string, data: Record<string, unknown>) => {
    const { userId, agent, address } = data as { userId?: number; agent?: string; address?: string }
    const row = { userId: userId ?? null, data, seenAt: clock.now(), agent: agent ?? null, address: address ?? null }
    await db.write(async (tx) => {
      await tx
        .insert(sessions)
        .values({ id: storedId(id), startedAt: clock.now(), ...row })
        .onConflictDoUpdate({ target: sessions.id, set: row })
    })
  }
  const read = async (id: string) => {
    const found = await findSession(db.read, storedId(id))
    if (!found || found.seenAt < clock.now() - (await idleMilliseconds(db.read))) return null
    if (found.seenAt < clock.now() - renewMilliseconds && !isPoll()) await renew(id)
    return found.data
  }
  // Never an insert: a session that was ended meanwhile must not come back.
  const renew = (id: string) =>
    db.write(async (tx) => {
      await tx
        .update(sessions)
        .set({ seenAt: clock.now() })
        .where(eq(sessions.id, storedId(id)))
    })
  const remove = (id: string) =>
    db.write(async (tx) => {
      await tx.delete(sessions).where(eq(sessions.id, storedId(id)))
    })
  return {
    get: (id, done) => void read(id).then((data) => done(null, data as never), done),
    set: (id, session, done) => void write(id, plain(session)).then(() => done(), done),
    destroy: (id, done) => void remove(id).then(() => done(), done),
  }
}

// Cookie settings ride on the session object; they are the server's own and are not kept.
const plain = (session: object) => {
  const { cookie: _cookie, ...data } = JSON.parse(JSON.stringify(session)) as Record<string, unknown>
  return data
}
