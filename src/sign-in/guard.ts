import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { goTo } from '#platform/web/htmx.ts'
import type { Actor } from './actor.ts'
import type { SignedIn } from './sign-in.ts'
import { signedInAs } from './sign-in.ts'

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | undefined
    /** Who acts. Only behind the guard: pages that are open to all must look at `signedIn`. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** A page for people who are not signed in. */
    open?: boolean
  }
  interface Session {
    userId?: number
  }
}

/** Loads who is signed in, once for each request, and sends everyone else to Sign in, from where they come back. */
export function guard(app: FastifyInstance, db: Db, clock: Clock): void {
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('actor', { getter: actorBehindGuard })
  app.addHook('preParsing', async (request, reply, payload) => {
    const { userId } = request.session
    if (userId !== undefined) request.signedIn = await signedInAs(db.read, clock, userId)
    if (request.signedIn || request.routeOptions.config.open || request.is404) return payload
    await sendToSignIn(request, reply)
    return payload
  })
}

function actorBehindGuard(this: FastifyRequest): Actor {
  if (!this.signedIn) throw new Error('Nobody is signed in on this page.')
  return this.signedIn.actor
}

function sendToSignIn(request: FastifyRequest, reply: FastifyReply) {
  const asked = request.method === 'GET' ? request.url : ''
  return goTo(request, reply, asked === '' || asked === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(asked)}`)
}

/** An address of this site, or the front page: nobody is led elsewhere after signing in. */
export function ownAddress(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next)) return '/users'
  const url = new URL(next, 'http://here.invalid')
  return url.host === 'here.invalid' ? url.pathname + url.search : '/users'
}
