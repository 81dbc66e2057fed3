import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse, Spoken } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import { formPage } from '#platform/web/form-page.ts'
import { maySetPassword } from '#sign-in/passwords.ts'
import { libraryName, preferredEmail } from '#sign-in/reset-links.queries.ts'
import { handedOverHours, makeResetLink, newToken } from '#sign-in/reset-links.ts'
import { resetAddress, resetMessage } from '#sign-in/reset-mail.ts'
import { storedId } from '#sign-in/session-store.ts'
import type { ScopeParts } from '../user-scope.ts'
import type { LinkPage, MadePage } from './password.view.ts'
import { linkProblem } from './password.view.ts'
import { shownOnce } from './shown-once.ts'

const page = 'users/password/page'

/** A link by which a user chooses a password: made here, and handed over or sent by e-mail. */
export function resetLinkRoutes(app: FastifyInstance, { db, clock, accounts }: ScopeParts): void {
  const { links, mail } = accounts
  const made = shownOnce(clock.now)
  const keyOf = ({ session, user }: FastifyRequest) => `${storedId(session.sessionId)} ${user.id}`
  const addressOf = async (user: { id: number }) => (mail ? preferredEmail(db.read, user.id) : undefined)

  formPage(app, '/reset-link', db, clock.now, {
    fields: ['by'],
    async stored({ actor, user }) {
      await maySetPassword(db.read, actor, user)
      return {}
    },
    async show({ user }, reply, form, trouble) {
      const problem = linkProblem(user, { links, today: clock.today() })
      return reply.userPage(page, { form, trouble, open: 'link', problem, to: await addressOf(user) } satisfies LinkPage)
    },
    async save(tx, request, { by }) {
      const { actor, user } = request
      const token = newToken()
      await makeResetLink(tx, actor, user, token)
      if (links === undefined) return refuse('', linkProblem(user, { links, today: clock.today() }) ?? '')
      const to = by === 'mail' && mail ? await preferredEmail(tx, user.id) : undefined
      if (by === 'mail' && !to) refuse('', _('This user has no e-mail address to send it to. Hand the link over instead.'))
      made.put(keyOf(request), { link: resetAddress(links, token), to, sent: false, failure: undefined })
      return { url: `/users/${user.id}/general/reset-link/made`, message: _('The link was made.') }
    },
    after: (request) => sendMade(request),
  })

  app.get('/reset-link/made', async (request, reply) => {
    await maySetPassword(db.read, request.actor, request.user)
    const one = made.take(keyOf(request))
    if (!one)
      return done(reply, `/users/${request.user.id}/general/reset-link`, _('A link is shown once. Make another if you need one.'))
    const sentTo = one.sent && !one.failure ? one.to : undefined
    const shown: MadePage = { open: 'made', link: sentTo ? undefined : one.link, sentTo, failure: one.failure }
    return reply.userPage(page, shown)
  })

  async function sendMade(request: FastifyRequest): Promise<void> {
    const one = made.toSend(keyOf(request))
    if (!one?.to || !mail) return
    const message = resetMessage({ to: one.to, library: await libraryName(db.read), link: one.link, hours: handedOverHours })
    await mail.send(message).catch((error) => {
      if (!(error instanceof Spoken)) throw error
      one.failure = error.message
    })
  }
}
