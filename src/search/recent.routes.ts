import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
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
 * together, and those of a stopping server before it stops.
 */
export function noteRecent(app: FastifyInstance, db: Db, clock: Clock): void {
  const waiting = new Map<string, { personId: number; userId: number; at: number }>()
  let timer: NodeJS.Timeout | undefined
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const notes = [...waiting.values()]
    waiting.clear()
    if (notes.length > 0) await db.write((tx) => writeRecent(tx, notes))
  }
  app.addHook('onResponse', async (request, reply) => {
    const [, id] = (request.method === 'GET' && reply.statusCode === 200 && /^\/users\/(\d{1,15})\//.exec(request.url)) || []
    const personId = request.signedIn?.actor.id
    if (!id || personId === undefined || personId === null) return
    waiting.set(`${personId} ${id}`, { personId, userId: Number(id), at: clock.now() })
    timer ??= setTimeout(() => void flush().catch((error) => app.log.error(error)), waitMilliseconds)
    timer.unref()
  })
  app.decorate('flushRecent', flush)
  app.addHook('onClose', flush)
}
