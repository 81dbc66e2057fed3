import limit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Spoken } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { accountRoutes } from './account.routes.ts'
import type { Accounts } from './accounts.ts'
import { beginSession, keptAddress, ownAddress } from './guard.ts'
import { keysRoutes } from './keys.routes.ts'
import { ownPasswordRoutes } from './own-password.routes.ts'
import { resetRoutes } from './reset.routes.ts'
import { administrators } from './sign-in.queries.ts'
import { signIn } from './sign-in.ts'
import type { SignInPage } from './sign-in.view.ts'
import { failedWords, refusalWords } from './sign-in.view.ts'

const triesPerMinute = 60
const open = { config: { open: true } }
type Parts = { db: Db; clock: Clock; timeZone: string; accounts: Accounts }

export async function signInRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  const { db, clock, timeZone, accounts } = parts
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
    const { identifier = '', password = '', next: wanted } = typedIn(request.body, ['identifier', 'password', 'next'])
    const next = ownAddress(wanted)
    const tried = await signIn({ db, clock, gate: accounts.gate }, { identifier, password, address: request.ip })
    if (tried.userId === undefined) {
      const problems: Problem[] = [{ field: 'identifier', message: refusalWords(tried.wait) }]
      return showSignIn(reply.code(422), { form: refusedForm({ identifier }, problems), next })
    }
    await beginSession(request, tried.userId)
    const url = (await keptAddress(request, db, clock, tried.userId)) ?? next
    return tried.failed ? done(reply, url, failedWords(tried.failed, timeZone)) : reply.redirect(url, 303)
  })

  app.post('/sign-out', async (request, reply) => {
    await request.session.destroy()
    return done(reply.clearCookie('session', { path: '/' }), '/sign-in', _('You are signed out.'))
  })

  await app.register(ownPasswordRoutes, { db, clock })
  await app.register(resetRoutes, parts)
  await app.register(accountRoutes, parts)
  await app.register(keysRoutes, parts)

  async function showSignIn(reply: FastifyReply, page: Pick<SignInPage, 'form' | 'next'>) {
    const isSetUp = (await administrators(db.read, clock.today())).length > 0
    return reply.page('sign-in/page', { ...page, isSetUp, forgotten: accounts.mail !== undefined } satisfies SignInPage)
  }
}
