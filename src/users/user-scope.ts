import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Describe } from '#code-tables/code-tables.queries.ts'
import { describer } from '#code-tables/code-tables.queries.ts'
import { lastChangeOf } from '#history/history.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound } from '#platform/problems.ts'
import { typedIn } from '#platform/web/forms.ts'
import { goTo } from '#platform/web/htmx.ts'
import type { Permission } from '#roles/permissions.ts'
import type { Accounts } from '#sign-in/accounts.ts'
import { storedId } from '#sign-in/session-store.ts'
import { blockedRegion } from './blocked.view.ts'
import { namer } from './names.ts'
import { waitingPopups } from './popups.queries.ts'
import { acknowledgePopups, mustHaveRead } from './popups.ts'
import { popupsRegion } from './popups.view.ts'
import { sourceOf } from './source.queries.ts'
import type { UserFrame } from './user-frame.view.ts'
import { userFrame } from './user-frame.view.ts'
import type { UserHeader } from './user-header.queries.ts'
import { userHeader } from './user-header.queries.ts'
import type { KnownUser } from './users.queries.ts'
import { findUser } from './users.queries.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The user whom the address names. Only below /users/:id. */
    user: KnownUser
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
  /** Whether anything counted is a warning. */
  alarming?: true
  routes: (app: FastifyInstance, parts: ScopeParts) => Promise<void>
  parts?: readonly TabPart[]
}
/**
 * A feature of its own that stands on a tab's page. Its forms are mounted below the tab; what its region shows is handed
 * to every page of the tab as `parts.<name>`.
 */
export type TabPart = {
  name: string
  shown(request: FastifyRequest, parts: ScopeParts): Promise<object>
  routes: Tab['routes']
}
export type ScopeParts = { db: Db; clock: Clock; files: string; timeZone: string; accounts: Accounts }
export type TabData = { describe: Describe }

/** Below it are the pages of a user who is in the bin; all others lead there. */
export const binSlug = 'bin'
const slugOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url?.split('/')[3] ?? ''

/** Loads the user of the address and asks whether the actor may see users; hands the tabs and the summary to the page. */
export function userScope(app: FastifyInstance, scopeParts: ScopeParts, tabs: readonly Tab[]): void {
  const { db, clock, timeZone } = scopeParts
  app.decorateRequest('user')
  app.addHook('preHandler', async (request, reply) => {
    request.actor.must('see users')
    const { id } = request.params as { id: string }
    const user = /^\d{1,15}$/.test(id) ? await findUser(db.read, Number(id)) : undefined
    if (!user)
      throw new NotFound(_('There is no user at this address. It may have been removed, or the address is not complete.'))
    request.user = user
    if (user.binnedAt === null || slugOf(request) === binSlug) return
    // Whatever was asked for, one page tells where the user is.
    if (request.method !== 'GET') throw new Conflict(_('This user is in the bin. Nothing was saved.'))
    await goTo(request, reply, `/users/${user.id}/${binSlug}`)
    return reply
  })
  // The button in the region of pop-up notes may belong to a form with something typed: then both happen.
  app.decorateRequest('beforeSave', async function () {
    const { actor, user, body, routeOptions } = this
    // Out of the bin there is nothing to read: its pages show no notes.
    if (user.binnedAt !== null || routeOptions.url?.startsWith(`/users/:id/${binSlug}/`)) return
    const session = storedId(this.session.sessionId)
    const { acknowledge } = typedIn(body, ['acknowledge'])
    if (acknowledge) await db.write((tx) => acknowledgePopups(tx, actor, user, session, acknowledge.split(' ')))
    await mustHaveRead(db.read, actor, user, session)
  })
  app.decorateReply('userPage', async function (name, data) {
    const { user, actor, session, url, method, typedForm } = this.request
    const describe = await describer(db.read)
    const header = await userHeader(db.read, user, clock.today())
    const waiting =
      header.notes > 0 && actor.may('see notes') ? await waitingPopups(db.read, user.id, storedId(session.sessionId)) : []
    const next = method === 'GET' ? url : (url.split('?')[0] ?? '')
    const slug = slugOf(this.request)
    const frame: UserFrame = userFrame({
      user,
      actor,
      tabs,
      slug,
      header,
      // Of the run that met the person last, which leaves the record's version as it was.
      source: user.accountType === 'EXTERNAL' ? await sourceOf(db.read, user) : undefined,
      lastChange: actor.may('see history') ? await lastChangeOf(db.read, 'user', user.id) : undefined,
      describe,
      nameOf: await namer(db.read),
      clock,
      timeZone,
    })
    const popups = popupsRegion({ userId: user.id, waiting, describe, timeZone, next, form: typedForm })
    const regions: Record<string, object> = {}
    for (const part of tabs.find((tab) => tab.slug === slug)?.parts ?? [])
      regions[part.name] = await part.shown(this.request, scopeParts)
    return this.page(name, { frame, popups, blocked: blockedRegion(user, header, describe), parts: regions, ...data })
  })
}
