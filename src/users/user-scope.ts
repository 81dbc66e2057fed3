import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Describe } from '#code-tables/code-tables.queries.ts'
import { describer } from '#code-tables/code-tables.queries.ts'
import { lastChangeOf } from '#history/history.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import type { UserFrame } from './user-frame.view.ts'
import { userFrame } from './user-frame.view.ts'
import type { UserHeader } from './users.queries.ts'
import { findUser, userHeader } from './users.queries.ts'
import type { User } from './users.table.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The user whom the address names. Only below /users/:id. */
    user: User
  }
  interface FastifyReply {
    /** Draws a tab of User Details: its own data, and the frame of the user round it. */
    userPage(name: string, data: object): Promise<string>
  }
}

/** A tab of User Details. `routes` mounts its pages below /users/:id/<slug>. */
export type Tab = {
  slug: string
  label: string
  permission: Permission
  count?: (header: UserHeader) => number
  routes: (app: FastifyInstance, parts: ScopeParts) => Promise<void>
}
export type ScopeParts = { db: Db; clock: Clock; timeZone: string }
export type TabData = { describe: Describe }

/** Loads the user of the address and asks whether the actor may see users; hands the tabs and the summary to the page. */
export function userScope(app: FastifyInstance, { db, clock, timeZone }: ScopeParts, tabs: readonly Tab[]): void {
  app.decorateRequest('user')
  app.addHook('preHandler', async (request: FastifyRequest) => {
    request.actor.must('see users')
    const { id } = request.params as { id: string }
    const user = /^\d{1,15}$/.test(id) ? await findUser(db.read, Number(id)) : undefined
    if (!user)
      throw new NotFound(_('There is no user at this address. It may have been removed, or the address is not complete.'))
    request.user = user
  })
  app.decorateReply('userPage', async function (name, data) {
    const { user, actor, routeOptions } = this.request
    const frame: UserFrame = userFrame({
      user,
      actor,
      tabs,
      slug: routeOptions.url?.split('/')[3] ?? '',
      header: await userHeader(db.read, user.id),
      lastChange: await lastChangeOf(db.read, 'user', user.id),
      describe: await describer(db.read),
      clock,
      timeZone,
    })
    return this.page(name, { frame, ...data })
  })
}
