import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Inbox } from '../inbox.ts'
import { codesRoutes } from './codes.routes.ts'
import { columnsRoutes } from './columns.routes.ts'
import type { Engine } from './engine.ts'
import { exportRoutes } from './export.routes.ts'
import { listsRoutes } from './lists.routes.ts'
import { overviewRoutes } from './overview.routes.ts'
import { profileRoutes } from './profile.routes.ts'
import { reportRoutes } from './report.routes.ts'
import { runRoutes } from './run.routes.ts'
import { runActsRoutes } from './run-acts.routes.ts'
import { startRoutes } from './start.routes.ts'

export type SyncParts = {
  db: Db
  clock: Clock
  timeZone: string
  /** Where files wait until a run has its copy. */
  folder: string
  inbox: Inbox | undefined
  engine: Engine
}

/** Synchronisation with the systems that people come from: for those who may synchronise. */
export async function syncRoutes(app: FastifyInstance, parts: SyncParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => {
    actor.must('synchronise')
    actor.must('see users')
  })
  overviewRoutes(app, parts)
  profileRoutes(app, parts)
  columnsRoutes(app, parts)
  startRoutes(app, parts)
  runRoutes(app, parts)
  runActsRoutes(app, parts)
  codesRoutes(app, parts)
  reportRoutes(app, parts)
  listsRoutes(app, parts)
  exportRoutes(app, parts)
}
