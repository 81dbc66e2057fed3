import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { identifiersOf } from './identifiers.queries.ts'
import { identifiersPage } from './identifiers.view.ts'

export async function identifiersRoutes(app: FastifyInstance, { db }: ScopeParts): Promise<void> {
  app.get('/', async (request, reply) => {
    const { id, recordType } = request.user
    const rows = await identifiersOf(db.read, id)
    return reply.userPage('users/identifiers/page', identifiersPage(rows, recordType, await describer(db.read)))
  })
}
