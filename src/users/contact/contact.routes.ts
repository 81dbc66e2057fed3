import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { contactOf } from './contact.queries.ts'
import { contactPage } from './contact.view.ts'

export async function contactRoutes(app: FastifyInstance, { db }: ScopeParts): Promise<void> {
  app.get('/', async (request, reply) => {
    const contact = await contactOf(db.read, request.user.id)
    return reply.userPage('users/contact/page', contactPage(contact, await describer(db.read)))
  })
}
