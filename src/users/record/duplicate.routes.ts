import type { FastifyInstance } from 'fastify'
import type { ScopeParts } from '../user-scope.ts'

/** A new user who shares much with one who is there: the wizard, filled in. */
export async function duplicateRoutes(app: FastifyInstance, _parts: ScopeParts): Promise<void> {
  app.get('/duplicate', async ({ actor, user }, reply) => {
    actor.must('edit users', user)
    return reply.redirect(`/users/add?from=${user.id}`, 303)
  })
}
