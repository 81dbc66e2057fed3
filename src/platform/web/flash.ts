import type { FastifyReply, FastifyRequest } from 'fastify'
import { goTo } from './htmx.ts'

const name = 'flash'

/** What is said once on the next page, and the id of the row where the work goes on. */
export type Flash = { message: string; at?: string | undefined }

/** Answers a post that worked: on to a page, which says once what was done. The word rides in a signed cookie. */
export function done(reply: FastifyReply, url: string, message: string, at?: string) {
  return putFlash(reply, { message, at }).redirect(url, 303)
}

function putFlash(reply: FastifyReply, flash: Flash): FastifyReply {
  const value = Buffer.from(JSON.stringify(flash)).toString('base64url')
  return reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, secure: 'auto' })
}

/** The same for a form with files, whose progress a script shows: it is told where to go. */
export function doneSending(request: FastifyRequest, reply: FastifyReply, url: string, message: string) {
  return request.headers['hx-request'] === 'true' ? goTo(request, putFlash(reply, { message }), url) : done(reply, url, message)
}

/** The word to say now, if any; it is said once. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): Flash | undefined {
  // Outside the pages, where a missing file is told, there are no cookies.
  const cookie = request.cookies?.[name]
  if (!cookie) return undefined
  reply.clearCookie(name, { path: '/' })
  const { valid, value } = request.unsignCookie(cookie)
  return valid && value ? flashIn(Buffer.from(value, 'base64url').toString()) : undefined
}

// The signature says that the house made it, and not for what: a browser may hand in another of its cookies.
function flashIn(text: string): Flash | undefined {
  try {
    const { message, at } = JSON.parse(text) as Flash
    return { message: String(message ?? ''), at }
  } catch {
    return undefined
  }
}
