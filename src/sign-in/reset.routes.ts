import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, Refusal } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import type { Accounts } from './accounts.ts'
import { forgottenRoutes } from './forgotten.routes.ts'
import { accountKey } from './gate.ts'
import { linkedUser, useResetLink } from './reset-links.ts'
import { resetPath } from './reset-mail.ts'
import type { ResetPage } from './sign-in.view.ts'

const cookie = 'password-reset'
const cookiePath = { path: resetPath, httpOnly: true, sameSite: 'lax', signed: true, secure: 'auto' } as const
const longestSeconds = 60 * 60
const triesPerMinute = 60
type Parts = { db: Db; clock: Clock; accounts: Accounts }

/** Where a reset link leads: a password is chosen there without the old one. */
export async function resetRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  const { db, clock, accounts } = parts
  const limited = { config: { open: true, rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } } }

  app.get(resetPath, limited, async (request: FastifyRequest<{ Querystring: { token?: string | string[] } }>, reply) => {
    const { token } = request.query
    if (token === undefined) return show(request, reply, drawnForm({}))
    // The token leaves the address, where it would stay in the browser's history.
    return reply
      .setCookie(cookie, String(token).slice(0, 100), { ...cookiePath, maxAge: longestSeconds })
      .header('Cache-Control', 'no-store')
      .redirect(resetPath, 303)
  })

  app.post(resetPath, limited, async (request, reply) => {
    const typed = typedIn(request.body, ['newPassword', 'verifyPassword'])
    try {
      accounts.gate.forget(accountKey(await useResetLink(db, clock, tokenIn(request), typed)))
    } catch (error) {
      if (error instanceof Refusal) return show(request, reply.code(422), refusedForm({}, error.problems))
      if (error instanceof Gone) return showGone(reply)
      throw error
    }
    return done(reply.clearCookie(cookie, cookiePath), '/sign-in', _('Your password is set. Sign in with it.'))
  })

  async function show(request: FastifyRequest, reply: FastifyReply, form: Form) {
    if (!(await linkedUser(db.read, clock, tokenIn(request)))) return showGone(reply)
    return reply.page('sign-in/reset', { form, works: true, forgotten: false } satisfies ResetPage)
  }

  const showGone = (reply: FastifyReply) => {
    const page: ResetPage = { form: drawnForm({}), works: false, forgotten: accounts.mail !== undefined }
    return reply.code(410).clearCookie(cookie, cookiePath).page('sign-in/reset', page)
  }

  await app.register(forgottenRoutes, parts)
}

const tokenIn = (request: FastifyRequest): string => {
  const { valid, value } = request.unsignCookie(request.cookies[cookie] ?? '')
  return valid && value ? value : ''
}
