import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'

/** What people read when something did not work, by status. */
const words: Record<number, [heading: string, message: string]> = {
  400: [_('This address cannot be read'), _('It holds signs that are no text. Go back and try again.')],
  403: [_('Not allowed'), _('Your roles do not permit this.')],
  404: [_('Not found'), _('There is nothing at this address. It may have been removed, or the address is not complete.')],
  409: [_('Changed meanwhile'), _('Someone else was quicker. Open the page again.')],
  415: [_('Not readable'), _('Foyer reads what its own forms send, and this is something else. Nothing was saved.')],
  413: [_('Too much at once'), _('What you sent is larger than Foyer takes. Nothing was saved; send less.')],
  429: [_('Too many tries'), _('Wait a minute, then try again.')],
  500: [_('Something went wrong'), _('Foyer could not do this, and nothing was saved. The log says more; try again.')],
}

const formExpired = _('This form belongs to another sign-in or has lost its token. Open the page again; nothing was saved.')

/** One handler draws every error, whatever door threw it. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | Error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) request.log.error(error)
    return drawError(request, reply, status, messageOf(error))
  })
  app.setNotFoundHandler((request, reply) => drawError(request, reply, 404))
}

export async function drawError(request: FastifyRequest, reply: FastifyReply, status: number, message?: string) {
  const [heading, usual] = words[status] ?? words[status >= 500 ? 500 : 400] ?? ['', '']
  reply.code(status)
  if (!reply.page || request.url === '/health') return reply.type('text/plain').send(`${heading}. ${message ?? usual}`)
  return reply.page('platform/web/error', { heading, message: message ?? usual, status })
}

const statusOf = (error: FastifyError | Error): number =>
  error instanceof Spoken ? error.status : 'statusCode' in error && error.statusCode ? error.statusCode : 500

function messageOf(error: FastifyError | Error): string | undefined {
  if (error instanceof Spoken) return error.message
  return 'code' in error && String(error.code).startsWith('FST_CSRF') ? formExpired : undefined
}
