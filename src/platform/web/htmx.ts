import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whether the answer is swapped into the page: then only its panel is drawn. A restored history wants the whole page. */
export const wantsPanel = (request: FastifyRequest): boolean =>
  request.headers['hx-request-type'] === 'partial' && request.headers['hx-history-restore-request'] !== 'true'

/** One address answers page or panel: caches must tell them apart. */
export const varyByPanel = (reply: FastifyReply) => reply.header('Vary', 'HX-Request-Type')

/** Sends the browser to another page, also out of a swap, which would else draw that page into the panel. */
export function goTo(request: FastifyRequest, reply: FastifyReply, url: string) {
  if (request.headers['hx-request'] === 'true') return reply.code(204).header('HX-Redirect', url).send()
  return reply.redirect(url, 303)
}
