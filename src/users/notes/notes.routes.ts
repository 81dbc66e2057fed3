import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { notesOf } from './notes.queries.ts'
import { notesPage } from './notes.view.ts'

export async function notesRoutes(app: FastifyInstance, { db, timeZone }: ScopeParts): Promise<void> {
  app.get('/', async (request, reply) => {
    const rows = await notesOf(db.read, request.user.id)
    return reply.userPage('users/notes/page', notesPage(rows, await describer(db.read), timeZone))
  })
}
