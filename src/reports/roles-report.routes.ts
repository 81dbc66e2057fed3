import type { FastifyInstance } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import { namer } from '#users/names.ts'
import type { ReportParts } from './reports.routes.ts'
import { rolesFilterFrom, rolesUrl } from './roles-filter.ts'
import { pageSize, rolesHeld } from './roles-report.queries.ts'
import { rolesReportPage } from './roles-report.view.ts'

/** Who holds what, where, since when, by whom, expiring when. */
export function rolesReportRoutes(app: FastifyInstance, { db, clock, timeZone }: ReportParts): void {
  app.get('/reports/roles', async ({ query }, reply) => {
    const filter = rolesFilterFrom(query as Record<string, unknown>)
    const today = clock.today()
    const found = await rolesHeld(db.read, filter, today)
    const last = Math.max(1, Math.ceil(found.total / pageSize))
    if (filter.page > last) return reply.redirect(rolesUrl(filter, last), 303)
    const libraries = await codesOf(db.read, 'Libraries')
    return reply.page(
      'reports/roles',
      rolesReportPage({
        filter,
        found,
        libraries,
        describe: await describer(db.read),
        nameOf: await namer(db.read),
        today,
        timeZone,
      }),
    )
  })
}
