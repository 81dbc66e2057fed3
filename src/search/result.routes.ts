import { parse } from 'node:querystring'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import { indexWords } from './bar.view.ts'
import type { UserSearch } from './user-search.ts'
import { searchFrom, searchUrl } from './user-search.ts'

/** The result that a user was opened from: its search, how many it had, and the place of that user in it. */
export type Result = { search: UserSearch; total: number; at: number; userId: number }

const name = 'result'
const options = { path: '/users', httpOnly: true, sameSite: 'lax', signed: true, secure: 'auto' } as const
const longest = 3000
type Stored = [address: string, total: number, at: number, userId: number]

/** Remembers a result in a signed cookie: it belongs to a browser, ends with it, and costs no write. */
export function rememberResult(reply: FastifyReply, { search, total, at, userId }: Result): void {
  const stored: Stored = [searchUrl(search, { page: search.page }), total, at, userId]
  const value = Buffer.from(JSON.stringify(stored)).toString('base64url')
  if (value.length < longest) reply.setCookie(name, value, options)
}

export function resultOf(request: FastifyRequest): Result | undefined {
  const cookie = request.cookies?.[name]
  const unsigned = cookie ? request.unsignCookie(cookie) : undefined
  if (!unsigned?.valid || !unsigned.value) return undefined
  return storedIn(Buffer.from(unsigned.value, 'base64url').toString())
}

// The signature says that the house made it, and not for what: a browser may hand in another of its cookies.
function storedIn(text: string): Result | undefined {
  try {
    const [address, total, at, userId] = JSON.parse(text) as Stored
    return { search: searchFrom(parse(new URL(address, 'http://here.invalid').search.slice(1))), total, at, userId }
  } catch {
    return undefined
  }
}

/** A row of a result says its place in the address of its user: from there Previous and Next know where they are. */
export function followResults(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    const [, id, at] = /^\/users\/(\d{1,15})\?at=(\d{1,6})$/.exec(request.url) ?? []
    const result = id && at && request.signedIn ? resultOf(request) : undefined
    if (result) rememberResult(reply, { ...result, at: Number(at), userId: Number(id) })
  })
}

/** What stands above a user's name: the result they were opened from, and the way to its next and previous user. */
export type Trail = { label: string; back: string; place: string; previous: string | undefined; next: string | undefined }

export function trailOf(request: FastifyRequest): Trail | undefined {
  const [, id] = /^\/users\/(\d{1,15})\//.exec(request.url) ?? []
  const result = id ? resultOf(request) : undefined
  if (!result || result.userId !== Number(id) || result.at < 1) return undefined
  const { search, total, at } = result
  const index = indexWords[search.index]
  return {
    label:
      search.q === '' ? showable(search.code?.code ?? _('All users')) : _('{q} in {index}', { q: showable(search.q), index }),
    back: `${searchUrl(search, { page: search.page })}#user-${id}`,
    place: _('{at} of {total}', { at, total }),
    previous: at > 1 ? '/users/result?step=previous' : undefined,
    next: at < total ? '/users/result?step=next' : undefined,
  }
}
