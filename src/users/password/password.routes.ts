import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { outranks } from '#sign-in/actor.ts'
import { accountKey } from '#sign-in/gate.ts'
import { hashTyped, maySetPassword, setPassword } from '#sign-in/passwords.ts'
import { findCredentials, passwordPerson } from '#sign-in/sign-in.queries.ts'
import { namer } from '../names.ts'
import type { ScopeParts, TabPart } from '../user-scope.ts'
import type { PasswordPage } from './password.view.ts'
import { passwordRegion } from './password.view.ts'
import { resetLinkRoutes } from './reset-link.routes.ts'
import { unlockRoutes } from './unlock.routes.ts'

/** The password of a user, a part of General information. */
export const passwordPart: TabPart = {
  name: 'password',
  async shown({ user, actor }, { db, timeZone, clock }) {
    const parts = { outranks: outranks(actor, user), timeZone, now: clock.now() }
    return passwordRegion(user, await findCredentials(db.read, user.id), actor, parts)
  },
  routes: passwordRoutes,
}

const secrets = ['newPassword', 'verifyPassword']

async function passwordRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock, accounts } = parts
  const ask = ({ actor, user }: FastifyRequest) => maySetPassword(db.read, actor, user)
  formPage(app, '/password', db, clock.now, {
    id: 'set-password',
    fields: [...secrets, 'mustChange'],
    ticks: ['mustChange'],
    secrets,
    async stored(request) {
      await ask(request)
      return { mustChange: 'on' }
    },
    show: (_request, reply, form, trouble) =>
      reply.userPage('users/password/page', { form, trouble, open: 'password' } satisfies PasswordPage),
    // Hashing is slow on purpose, and the writer is one: it happens before the transaction, for those who may.
    async before(request, typed) {
      await ask(request)
      const person = await passwordPerson(db.read, request.user.id)
      return person?.accountType === 'INTERNAL' ? hashTyped(typed, person.words) : ''
    },
    async save(tx, { actor, user }, { mustChange }, hash) {
      await setPassword(tx, actor, user, { hash: String(hash), mustChange: mustChange === 'on' })
      return { url: `/users/${user.id}/general`, message: _('The password of {name} is set.', { name: (await namer(tx))(user) }) }
    },
    after: async ({ user }) => accounts.gate.forget(accountKey(user.id)),
  })

  unlockRoutes(app, parts)
  resetLinkRoutes(app, parts)
}
