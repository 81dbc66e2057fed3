import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { mustMakeSets } from '../rights.ts'
import { setsSeenBy } from '../sets.queries.ts'
import { setsUrl } from './addresses.view.ts'
import { combineRoutes } from './combine.routes.ts'
import { exportRoutes } from './export.routes.ts'
import { listRoutes } from './list.routes.ts'
import { membersRoutes } from './members.routes.ts'
import { ownRoutes } from './own.routes.ts'
import { pickedRoutes } from './picked.routes.ts'
import { saveRoutes } from './save.routes.ts'
import { setRoutes } from './set.routes.ts'
import { setsPage } from './sets.view.ts'

export type SetsParts = { db: Db; clock: Clock; timeZone: string }

/** Users to whom people come back: searches that are saved, and lists that stay as they are. */
export async function setsRoutes(app: FastifyInstance, parts: SetsParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => mustMakeSets(actor))
  app.get(setsUrl, async ({ actor }, reply) =>
    reply.page('sets/page', setsPage(await setsSeenBy(parts.db.read, actor), actor, parts.timeZone)),
  )
  for (const routes of [saveRoutes, pickedRoutes, listRoutes, combineRoutes, exportRoutes, setRoutes, ownRoutes, membersRoutes])
    routes(app, parts)
}
