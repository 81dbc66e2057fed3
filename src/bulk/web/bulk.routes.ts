import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Runner } from '#platform/jobs/runner.ts'
import { latestChanges } from '../bulk.queries.ts'
import { mustChangeMany } from '../changes.ts'
import { actsRoutes } from './acts.routes.ts'
import { bulkUrl } from './addresses.view.ts'
import { changeRoutes, numberIn } from './change.routes.ts'
import { listPage, onPage } from './list.view.ts'
import { newRoutes } from './new.routes.ts'
import { reportRoutes } from './report.routes.ts'

export type BulkParts = {
  db: Db
  clock: Clock
  timeZone: string
  /** Who carries changes out. */
  bulk: Pick<Runner, 'wake'>
}

/** Changing many users at once: for those who may. */
export async function bulkRoutes(app: FastifyInstance, parts: BulkParts): Promise<void> {
  const { db, timeZone } = parts
  app.addHook('preHandler', async ({ actor }) => mustChangeMany(actor))

  app.get(bulkUrl, async ({ query }, reply) => {
    const before = numberIn(query, 'before')
    const changes = await latestChanges(db.read, { before, limit: onPage + 1 })
    return reply.page('bulk/page', listPage(changes, before, timeZone))
  })
  newRoutes(app, parts)
  changeRoutes(app, parts)
  actsRoutes(app, parts)
  reportRoutes(app, parts)
}
