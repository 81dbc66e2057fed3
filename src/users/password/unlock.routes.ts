import type { FastifyInstance } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { accountKey } from '#sign-in/gate.ts'
import { maySetPassword } from '#sign-in/passwords.ts'
import { unlock } from '#sign-in/unlock.ts'
import { namer } from '../names.ts'
import type { ScopeParts } from '../user-scope.ts'
import type { PasswordPage } from './password.view.ts'

/** Lets a user in again whom failures have locked out. */
export function unlockRoutes(app: FastifyInstance, { db, clock, accounts }: ScopeParts): void {
  formPage(app, '/unlock', db, clock.now, {
    fields: [],
    async stored({ actor, user }) {
      await maySetPassword(db.read, actor, user)
      return {}
    },
    show: (_request, reply, form, trouble) =>
      reply.userPage('users/password/page', { form, trouble, open: 'unlock' } satisfies PasswordPage),
    async save(tx, { actor, user }) {
      const unlocked = await unlock(tx, actor, user)
      const words = unlocked ? _('{name} can sign in again.') : _('{name} is not locked.')
      return { url: `/users/${user.id}/general`, message: _(words, { name: (await namer(tx))(user) }) }
    },
    after: async ({ user }) => accounts.gate.forget(accountKey(user.id)),
  })
}
