import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { goTo } from '#platform/web/htmx.ts'
import type { Actor } from './actor.ts'
import { dropKept, keepPost, keptUnder } from './kept-posts.ts'
import type { SignedIn } from './signed-in.ts'
import { signedInAs } from './signed-in.ts'

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
    /** The browser, as it calls itself, and where it was when it signed in: for the list of one's own sessions. */
    agent?: string
    address?: string
  }
}

/** Where a password that must be changed is changed; until then nothing else but signing out is open. */
export const ownPasswordAddress = '/account/password'
const openBefore = [ownPasswordAddress, '/sign-out']

const keptCookie = 'kept'
const keptPath = { path: '/', httpOnly: true, sameSite: 'lax', signed: true } as const

/** Loads who is signed in, once for each request, and sends everyone else to Sign in, from where they come back. */
export function guard(app: FastifyInstance, db: Db, clock: Clock): void {
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('actor', { getter: actorBehindGuard })
  const mayPass = (request: FastifyRequest) => request.signedIn || request.routeOptions.config.open || request.is404

  app.addHook('preParsing', async (request, reply, payload) => {
    const { userId } = request.session
    if (userId !== undefined) request.signedIn = await signedInAs(db.read, clock, userId)
    // Whoever may not be here any more does not come back by the old cookie either.
    if (userId !== undefined && !request.signedIn) await request.session.destroy()
    if (!mayPass(request) && !request.routeOptions.config.keeps) await sendToSignIn(request, reply)
    else if (mustChangeFirst(request)) await goTo(request, reply, withNext(ownPasswordAddress, request))
    return payload
  })

  // A form whose session ended while it was typed: its fields wait until their author has signed in again.
  app.addHook('preHandler', async (request, reply) => {
    if (mayPass(request)) return
    const token = textOf(request.body, '_csrf')
    const id = token && (await keepPost(db, clock, { url: request.url, fields: keptFields(request), token }))
    if (id) reply.setCookie(keptCookie, id, { ...keptPath, secure: 'auto' })
    await sendToSignIn(request, reply)
    return reply
  })

  app.decorateRequest('takeKept', async function (this: FastifyRequest) {
    const id = keptIdOf(this)
    const kept = id && (await keptUnder(db.read, clock, id))
    if (!kept || !id || kept.url !== this.url) return undefined
    const { csrf } = this.cookies
    await db.write((tx) => dropKept(tx, id))
    return this.signedIn && csrf && this.server.isTokenOf(csrf, kept.token, String(this.signedIn.actor.id))
      ? kept.fields
      : undefined
  })
}

const longestAgent = 255

/** From here on the browser works for this person, in a session with a new id. */
export async function beginSession(request: FastifyRequest, userId: number): Promise<void> {
  await request.session.regenerate()
  const agent = (request.headers['user-agent'] ?? '').slice(0, longestAgent)
  Object.assign(request.session, { userId, agent, address: request.ip })
}

/** Where to go on after signing in: to the form whose typing was kept, when it is this person's own. */
export async function keptAddress(request: FastifyRequest, db: Db, clock: Clock, userId: number): Promise<string | undefined> {
  const id = keptIdOf(request)
  const kept = id && (await keptUnder(db.read, clock, id))
  const { csrf } = request.cookies
  return kept && csrf && request.server.isTokenOf(csrf, kept.token, String(userId)) ? kept.url : undefined
}

const keptIdOf = (request: FastifyRequest): string | undefined => {
  const { valid, value } = request.unsignCookie(request.cookies[keptCookie] ?? '')
  return valid && value ? value : undefined
}

const textOf = (body: unknown, name: string) => {
  const value = (body as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value : undefined
}

const keptFields = (request: FastifyRequest) => {
  const names = request.routeOptions.config.keeps ?? []
  const body = (request.body ?? {}) as Record<string, string | string[]>
  return Object.fromEntries(names.filter((name) => body[name] !== undefined).map((name) => [name, body[name] ?? '']))
}

function actorBehindGuard(this: FastifyRequest): Actor {
  if (!this.signedIn) throw new Error('Nobody is signed in on this page.')
  return this.signedIn.actor
}

function sendToSignIn(request: FastifyRequest, reply: FastifyReply) {
  return goTo(request, reply, withNext('/sign-in', request))
}

/** A page on the way to what was asked for, which goes on there. */
function withNext(page: string, request: FastifyRequest): string {
  const asked = request.method === 'GET' ? request.url : ''
  return asked === '' || asked === '/' ? page : `${page}?next=${encodeURIComponent(asked)}`
}

const mustChangeFirst = ({ signedIn, routeOptions, is404 }: FastifyRequest): boolean =>
  signedIn?.mustChange === true && !is404 && !routeOptions.config.open && !openBefore.includes(routeOptions.url ?? '')

/** An address of this site, or the front page: nobody is led elsewhere after signing in. */
export function ownAddress(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next)) return '/users'
  const url = new URL(next, 'http://here.invalid')
  // A path that begins with two slashes would name another host: /.//there becomes one when its dots are resolved.
  return url.host === 'here.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/users'
}
