import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { recentKept } from './recent.queries.ts'
import { writeRecent } from './recent.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Writes down who was opened in the last moment: to be called before the list is read. */
    flushRecent(): Promise<void>
  }
}

const waitMilliseconds = 1000

/**
 * Notes whom each person opened. Looking at a user must not wait for a write: the notes of a moment are written
 * together, no more of a person than are remembered, and those of a stopping server before it stops.
 */
export function noteRecent(app: FastifyInstance, db: Db, clock: Clock): void {
  const waiting = new Map<number, Map<number, number>>()
  let timer: NodeJS.Timeout | undefined
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const notes = [...waiting].flatMap(([personId, seen]) => [...seen].map(([userId, at]) => ({ personId, userId, at })))
    waiting.clear()
    if (notes.length > 0) await db.write((tx) => writeRecent(tx, notes))
  }
  app.addHook('onResponse', async (request, reply) => {
    const [, id] = (request.method === 'GET' && reply.statusCode === 200 && /^\/users\/(\d{1,15})\//.exec(request.url)) || []
    const personId = request.signedIn?.actor.id
    if (!id || personId === undefined || personId === null) return
    const seen = waiting.get(personId) ?? new Map<number, number>()
    waiting.set(personId, seen)
    seen.delete(Number(id))
    seen.set(Number(id), clock.now())
    const [oldest] = seen.keys()
    if (seen.size > recentKept && oldest !== undefined) seen.delete(oldest)
    timer ??= setTimeout(() => void flush().catch((error) => app.log.error(error)), waitMilliseconds).unref()
  })
  app.decorate('flushRecent', flush)
  app.addHook('onClose', flush)
}
