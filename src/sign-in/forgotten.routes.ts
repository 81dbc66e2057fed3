import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Mail } from '#platform/mail.ts'
import { done } from '#platform/web/flash.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import type { Accounts } from './accounts.ts'
import { libraryName } from './reset-links.queries.ts'
import { forgottenHours, makeForgottenLink, newToken } from './reset-links.ts'
import { resetAddress, resetMessage } from './reset-mail.ts'
import type { ForgottenPage } from './sign-in.view.ts'

const postsPerMinute = 5
const mostUnderWay = 20
type Parts = { db: Db; clock: Clock; accounts: Accounts }

/** Where somebody who forgot the password asks for a link by e-mail, where Foyer sends e-mail. */
export async function forgottenRoutes(app: FastifyInstance, { db, clock, accounts }: Parts): Promise<void> {
  const { mail, links } = accounts
  const underWay = new Set<Promise<void>>()
  app.addHook('onClose', async () => void (await Promise.allSettled(underWay)))
  const limited = { config: { open: true, rateLimit: { max: postsPerMinute, timeWindow: '1 minute' } } }

  app.get('/sign-in/forgotten', { config: { open: true } }, async (_request, reply) => {
    if (!mail || !links) return reply.callNotFound()
    return reply.page('sign-in/forgotten', { form: drawnForm({ who: '' }) } satisfies ForgottenPage)
  })

  app.post('/sign-in/forgotten', limited, async (request, reply) => {
    if (!mail || !links) return reply.callNotFound()
    const { who = '' } = typedIn(request.body, ['who'])
    if (who.trim() === '') {
      const problems = [{ field: 'who', message: _('Enter an identifier of yours, or your e-mail address.') }]
      return reply.code(422).page('sign-in/forgotten', { form: refusedForm({ who }, problems) } satisfies ForgottenPage)
    }
    // After the answer, which takes as long and says the same whether there is anybody or not.
    if (underWay.size < mostUnderWay) sendLater(request, mail, links, who)
    return done(reply, '/sign-in', sentWords())
  })

  function sendLater(request: FastifyRequest, mail: Mail, links: string, who: string): void {
    const work = send(mail, links, who).catch((error: Error) => request.log.error({ reason: error.message }, 'reset link'))
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  async function send(mail: Mail, links: string, who: string): Promise<void> {
    const token = newToken()
    const to = await db.write((tx) => makeForgottenLink(tx, clock, who, token))
    if (!to) return
    const library = await libraryName(db.read)
    await mail.send(resetMessage({ to, library, link: resetAddress(links, token), hours: forgottenHours }))
  }
}

const sentWords = () =>
  _(
    'If there is an account for what you entered, a link is on its way to its e-mail address. It works for one hour. Nothing came? Ask whoever runs Foyer.',
  )
