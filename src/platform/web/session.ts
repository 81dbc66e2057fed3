import cookie from '@fastify/cookie'
import Tokens from '@fastify/csrf'
import csrf from '@fastify/csrf-protection'
import type { SessionStore } from '@fastify/session'
import session from '@fastify/session'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tellPolls } from './polls.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether a token was made for a person, whoever is signed in now. */
    isTokenOf(secret: string, token: string, person: string): boolean
  }
}

type Options = { secret: string; store: SessionStore; secure: boolean; personOf: (request: FastifyRequest) => string }

/**
 * Cookies, sessions and the token that each post carries. The token is tied to a person by a cookie of its own and not
 * to the session, so that a form drawn before a new sign-in of the same person is still good after it.
 */
export async function openSessions(app: FastifyInstance, { secret, store, secure, personOf }: Options): Promise<void> {
  const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  tellPolls(app)
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
  const tokens = Tokens({ hmacKey: secret, userInfo: true })
  app.decorate('isTokenOf', (of, token, person) =>
    (tokens.verify as (secret: string, token: string, person: string) => boolean)(of, token, person),
  )
}

/** Refuses posts without their token. To be called after whoever answers people that are not signed in. */
export function demandTokens(app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, next) => {
    if (request.is404 || request.method === 'GET' || request.method === 'HEAD') return next()
    // Its token is in the body, which nobody has read yet: whoever reads it asks (uploads.ts).
    if (request.routeOptions.config.uploads && request.isMultipart()) return next()
    app.csrfProtection(request, reply, next)
  })
}
