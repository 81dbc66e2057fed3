import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import type { SessionStore } from '@fastify/session'
import session from '@fastify/session'
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Options = { secret: string; store: SessionStore; secure: boolean; personOf: (request: FastifyRequest) => string }

/**
 * Cookies, sessions and the token that each post carries. The token is tied to a person by a cookie of its own and not
 * to the session, so that a form drawn before a new sign-in of the same person is still good after it.
 */
export async function openSessions(app: FastifyInstance, { secret, store, secure, personOf }: Options): Promise<void> {
  const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  await app.register(cookie, { secret })
  await app.register(session, {
    secret,
    store,
    cookieName: 'session',
    saveUninitialized: false,
    rolling: false,
    cookie: cookieOptions,
  })
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: 'csrf',
    cookieOpts: cookieOptions,
    csrfOpts: { hmacKey: secret, userInfo: true },
    getUserInfo: personOf,
  })
  app.addHook('preHandler', (request, reply, next) => {
    if (request.is404 || request.method === 'GET' || request.method === 'HEAD') return next()
    app.csrfProtection(request, reply, next)
  })
}
