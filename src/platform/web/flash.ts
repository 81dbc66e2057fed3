import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'flash'

/** Answers a post that worked: on to a page, which says once what was done. The word rides in a signed cookie. */
export function done(reply: FastifyReply, url: string, message: string) {
  return reply
    .setCookie(name, message, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, secure: 'auto' })
    .redirect(url, 303)
}

/** The word to say now, if any; it is said once. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const cookie = request.cookies[name]
  if (!cookie) return undefined
  reply.clearCookie(name, { path: '/' })
  const { valid, value } = request.unsignCookie(cookie)
  return valid && value ? value : undefined
}
