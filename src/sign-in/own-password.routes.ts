import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { beginSession, ownAddress, ownPasswordAddress } from './guard.ts'
import type { Judged } from './own-password.ts'
import { changeOwnPassword, judgeOwnPassword } from './own-password.ts'
import type { OwnPasswordPage } from './sign-in.view.ts'

const secrets = ['currentPassword', 'newPassword', 'verifyPassword']
const own = ({ actor }: FastifyRequest) => {
  if (actor.id === null) throw new Error('Only a person has a password.')
  return { id: actor.id }
}

/** Where anyone who works here changes their own password, and where those are led who must. */
export async function ownPasswordRoutes(app: FastifyInstance, { db, clock }: { db: Db; clock: Clock }): Promise<void> {
  formPage(app, ownPasswordAddress, db, clock.now, {
    fields: [...secrets, 'next'],
    secrets,
    async stored(request) {
      const { next } = request.query as { next?: string }
      return { next: next === undefined ? '' : ownAddress(next) }
    },
    show: ({ signedIn }, reply, form, trouble) =>
      reply.page('sign-in/password', { form, trouble, forced: signedIn?.mustChange ?? false } satisfies OwnPasswordPage),
    before: (request, typed) => judgeOwnPassword(db, clock, own(request).id, typed),
    async save(tx, request, { next }, judged) {
      await changeOwnPassword(tx, request.actor, own(request), judged as Judged)
      const forced = request.signedIn?.mustChange
      return { url: next || forced ? ownAddress(next) : ownPasswordAddress, message: _('Your password is changed.') }
    },
    after: (request) => beginSession(request, own(request).id),
  })
}
