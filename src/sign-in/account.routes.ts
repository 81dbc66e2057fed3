import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { done } from '#platform/web/flash.ts'
import { ownIdentifier, ownRoles, sessionsOf, signInsOf } from './account.queries.ts'
import { accountPage } from './account.view.ts'
import { endOtherSessions, endSession } from './own-sessions.ts'
import { storedId } from './session-store.ts'

const address = '/account'
type Parts = { db: Db; clock: Clock; timeZone: string }

/** What anyone who works here sees and decides about their own account. No right is needed but to be signed in. */
export async function accountRoutes(app: FastifyInstance, { db, clock, timeZone }: Parts): Promise<void> {
  app.get(address, async (request, reply) => {
    const { userId, session } = own(request)
    const found = {
      identifier: await ownIdentifier(db.read, userId),
      roles: await ownRoles(db.read, userId),
      sessions: await sessionsOf(db.read, clock, userId),
      signIns: await signInsOf(db.read, userId),
    }
    return reply.page('sign-in/account', accountPage(found, { session, timeZone, today: clock.today() }))
  })

  app.post('/account/sessions/:session/ending', async (request: FastifyRequest<{ Params: { session: string } }>, reply) => {
    const { userId, session } = own(request)
    const ending = request.params.session
    if (ending === session) return done(reply, address, _('This is the session that you work in. To end it, sign out.'))
    const ended = await db.write((tx) => endSession(tx, { userId, session: ending }))
    return done(reply, address, ended ? _('The session is ended.') : _('That session had ended already.'))
  })

  app.post('/account/sessions/ending', async (request, reply) => {
    const ended = await db.write((tx) => endOtherSessions(tx, own(request)))
    const words = _n('{n} other session is ended.', '{n} other sessions are ended.', ended)
    return done(reply, address, ended === 0 ? _('You are signed in nowhere else.') : words)
  })
}

const own = ({ actor, session }: FastifyRequest) => {
  if (actor.id === null) throw new Error('Only a person has an account.')
  return { userId: actor.id, session: storedId(session.sessionId) }
}
