import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { holdersRoutes } from './holders.routes.ts'
import { profileRolesRoutes } from './profile-roles.routes.ts'
import { profilesRoutes } from './profiles.routes.ts'
import { rulesRoutes } from './rules.routes.ts'
import { tryRoutes } from './try.routes.ts'

export type RoleProfileParts = { db: Db; clock: Clock; timeZone: string }

/** Profiles of roles and the rules that give them: for those who configure and manage roles. */
export async function roleProfilesRoutes(app: FastifyInstance, parts: RoleProfileParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => {
    actor.must('configure')
    actor.must('manage roles')
  })
  profilesRoutes(app, parts)
  profileRolesRoutes(app, parts)
  holdersRoutes(app, parts)
  rulesRoutes(app, parts)
  tryRoutes(app, parts)
}
