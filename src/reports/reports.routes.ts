import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { compareRoutes } from './compare.routes.ts'
import { duplicatesRoutes } from './duplicates.routes.ts'
import { leaversRoutes } from './leavers.routes.ts'
import { permissionsPage } from './permissions.view.ts'
import { rolesReportRoutes } from './roles-report.routes.ts'

export type ReportParts = { db: Db; clock: Clock; timeZone: string }

/** Who holds what, what it permits, and who has gone: for those who manage roles. */
export async function reportsRoutes(app: FastifyInstance, parts: ReportParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => {
    actor.must('manage roles')
    actor.must('see users')
  })
  app.get('/reports', (_request, reply) => reply.redirect('/reports/roles', 303))
  app.get('/reports/permissions', (_request, reply) => reply.page('reports/permissions', permissionsPage()))
  rolesReportRoutes(app, parts)
  leaversRoutes(app, parts)
  compareRoutes(app, parts)
  await app.register(duplicatesRoutes, parts)
}
