import type { FastifyInstance } from 'fastify'
import { acts, tabs } from './tabs.ts'
import type { ScopeParts } from './user-scope.ts'
import { userScope } from './user-scope.ts'

export async function usersRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  await app.register(
    async (scope) => {
      userScope(scope, parts, tabs)
      scope.get('/', (request, reply) => reply.redirect(`/users/${request.user.id}/general`, 303))
      for (const routes of acts) await scope.register((inner) => routes(inner, parts))
      for (const tab of tabs) {
        await scope.register(
          async (inner) => {
            inner.addHook('preHandler', async (request) => request.actor.must(tab.permission, request.user))
            await tab.routes(inner, parts)
            for (const part of tab.parts ?? []) await part.routes(inner, parts)
          },
          { prefix: `/${tab.slug}` },
        )
      }
    },
    { prefix: '/users/:id' },
  )
}
