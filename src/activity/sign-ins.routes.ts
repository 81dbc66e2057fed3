import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { cursorFrom, filterFrom, filterUrl } from './filter.ts'
import { usersNumbered, whoIs } from './people.queries.ts'
import { failuresSince, signInsSource, triesBetween } from './sign-ins.queries.ts'
import { known, signInsAddress, signInsPage } from './sign-ins.view.ts'
import { readPage } from './walk.ts'

type Parts = { db: Db; clock: Clock; timeZone: string }
const dayMilliseconds = 24 * 60 * 60_000

/** Below the activity, whose right it asks. */
export async function signInsRoutes(app: FastifyInstance, { db, clock, timeZone }: Parts): Promise<void> {
  app.get(signInsAddress, async ({ query }, reply) => {
    const filter = filterFrom(query, known)
    const cursor = cursorFrom(query)
    const who = await whoIs(db.read, filter.who, 'sign-ins')
    const range = await triesBetween(db.read, filter, timeZone)
    const slice = await readPage(signInsSource(db.read, filter, who), range, cursor)
    if (cursor.after !== undefined && !slice.newer) return reply.redirect(filterUrl(signInsAddress, filter), 303)
    const failed = await failuresSince(db.read, clock.now() - dayMilliseconds)
    const ids = [...slice.rows, ...failed.people].flatMap(({ userId }) => userId ?? [])
    const users = await usersNumbered(db.read, [...new Set(ids)])
    return reply.page('activity/sign-ins', signInsPage({ filter, typed: query, who, slice, failed, users, timeZone }))
  })
}
