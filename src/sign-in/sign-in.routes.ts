import limit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Spoken } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { keptAddress, ownAddress } from './guard.ts'
import { ownPasswordRoutes } from './own-password.routes.ts'
import { chooseShortcuts } from './preferences.ts'
import { administrators } from './sign-in.queries.ts'
import { signIn } from './sign-in.ts'
import type { SignInPage } from './sign-in.view.ts'

const triesPerMinute = 60
const open = { config: { open: true } }

export async function signInRoutes(app: FastifyInstance, { db, clock }: { db: Db; clock: Clock }): Promise<void> {
  await app.register(limit, {
    global: false,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: () => new Spoken(429, _('Too many tries from this address. Wait a minute, then try again.')),
  })
  const limited = { config: { open: true, rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } } }

  app.get('/sign-in', open, async (request: FastifyRequest<{ Querystring: { next?: string } }>, reply) => {
    if (request.signedIn) return reply.redirect(ownAddress(request.query.next), 303)
    return showSignIn(reply, { form: drawnForm({ identifier: '' }), next: ownAddress(request.query.next) })
  })

  app.post('/sign-in', limited, async (request, reply) => {
    const typed = typedIn(request.body, ['identifier', 'password', 'next'])
    const next = ownAddress(typed.next)
    const userId = await signIn(db, clock, typed.identifier ?? '', typed.password ?? '')
    if (userId === undefined) return refuseSignIn(reply.code(422), typed.identifier ?? '', next)
    await request.session.regenerate()
    request.session.userId = userId
    return reply.redirect((await keptAddress(request, db, clock, userId)) ?? next, 303)
  })

  app.post('/sign-out', async (request, reply) => {
    await request.session.destroy()
    return done(reply.clearCookie('session', { path: '/' }), '/sign-in', _('You are signed out.'))
  })

  await app.register(ownPasswordRoutes, { db, clock })

  app.get('/keys', (_request, reply) => reply.page('sign-in/keys', {}))

  app.post('/keys', async (request, reply) => {
    const { shortcuts, next } = typedIn(request.body, ['shortcuts', 'next'])
    const { id } = request.actor
    if (id !== null) await db.write((tx) => chooseShortcuts(tx, id, shortcuts === 'on'))
    const message = shortcuts === 'on' ? _('Shortcuts are on.') : _('Shortcuts are off.')
    return done(reply, next === undefined ? '/keys' : ownAddress(next), message)
  })

  async function showSignIn(reply: FastifyReply, page: Omit<SignInPage, 'isSetUp'>) {
    const isSetUp = (await administrators(db.read, clock.today())).length > 0
    return reply.page('sign-in/page', { ...page, isSetUp } satisfies SignInPage)
  }

  const refuseSignIn = (reply: FastifyReply, identifier: string, next: string) => {
    const message = _(
      'Identifier and password do not match, or this account cannot sign in. After 15 failures it is locked for 30 minutes.',
    )
    const problems: Problem[] = [{ field: 'identifier', message }]
    return showSignIn(reply, { form: refusedForm({ identifier }, problems), next })
  }
}
