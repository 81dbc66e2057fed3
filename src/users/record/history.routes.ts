import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { authorsOf, changesOf, undoneAmong } from '#history/history.queries.ts'
import { withPeople } from '../people-named.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { askedOf, historyFilter, historyUrl } from './history.form.ts'
import { historyPage, pageSize } from './history.view.ts'
import { mergersOf } from './mergers.queries.ts'
import { undoRoutes } from './undo.routes.ts'

export async function historyRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, timeZone } = parts
  undoRoutes(app, parts)
  app.get('/', async (request: FastifyRequest<{ Querystring: { page?: string } }>, reply) => {
    const page = /^\d{1,6}$/.test(request.query.page ?? '') ? Math.max(1, Number(request.query.page)) : 1
    const filter = historyFilter(request.query)
    const place = { limit: pageSize + 1, offset: (page - 1) * pageSize }
    const rows = await changesOf(db.read, 'user', request.user.id, place, askedOf(filter, timeZone))
    if (rows.length === 0 && page > 1) return reply.redirect(historyUrl(request.user, filter), 303)
    return reply.userPage(
      'users/record/history',
      historyPage(rows, {
        page,
        filter,
        authors: await authorsOf(db.read, 'user', request.user.id),
        given: request.query,
        describe: await withPeople(db.read, await describer(db.read), rows),
        timeZone,
        actor: request.actor,
        user: request.user,
        undone: await undoneAmong(db.read, 'user', request.user.id, rows),
        mergers: request.actor.may('export and change many') ? await mergersOf(db.read, request.user.id) : new Map(),
      }),
    )
  })
}
