import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { codesRoutes } from './codes.routes.ts'
import { cards, overview } from './configuration.view.ts'
import { mandatoryRoutes } from './mandatory.routes.ts'
import { namesRoutes } from './names.routes.ts'
import { settingsRoutes } from './settings.routes.ts'

export type ConfigurationParts = { db: Db; clock: Clock; timeZone: string }

/** What the library sets up by itself: everything below /configuration, for those who configure. */
export async function configurationRoutes(app: FastifyInstance, { db, clock, timeZone }: ConfigurationParts): Promise<void> {
  const parts = { db, clock, timeZone }
  app.addHook('preHandler', async ({ actor }) => actor.must('configure'))

  app.get('/', ({ actor }, reply) => {
    const exists = (url: string) => app.hasRoute({ method: 'GET', url })
    return reply.page('configuration/page', overview(cards, { exists, may: actor.may }))
  })
  await app.register(codesRoutes, { ...parts, prefix: '/codes' })
  await app.register(settingsRoutes, parts)
  await app.register(mandatoryRoutes, parts)
  await app.register(namesRoutes, parts)
}
