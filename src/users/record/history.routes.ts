import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { historyPage, pageSize } from './history.view.ts'

export async function historyRoutes(app: FastifyInstance, { db, timeZone }: ScopeParts): Promise<void> {
  app.get('/', async (request: FastifyRequest<{ Querystring: { page?: string } }>, reply) => {
    const page = /^\d{1,6}$/.test(request.query.page ?? '') ? Math.max(1, Number(request.query.page)) : 1
    const rows = await changesOf(db.read, 'user', request.user.id, { limit: pageSize + 1, offset: (page - 1) * pageSize })
    if (rows.length === 0 && page > 1) return reply.redirect(`/users/${request.user.id}/history`, 303)
    return reply.userPage(
      'users/record/history',
      historyPage(rows, { userId: request.user.id, page, describe: await describer(db.read), timeZone }),
    )
  })
}
