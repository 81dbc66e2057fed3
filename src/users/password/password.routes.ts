import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { outranks } from '#sign-in/actor.ts'
import { hashTyped, maySetPassword, setPassword } from '#sign-in/passwords.ts'
import { findCredentials, passwordPerson } from '#sign-in/sign-in.queries.ts'
import { nameShown } from '../names.ts'
import type { ScopeParts, TabPart } from '../user-scope.ts'
import type { PasswordPage } from './password.view.ts'
import { passwordRegion } from './password.view.ts'

/** The password of a user, a part of General information. */
export const passwordPart: TabPart = {
  name: 'password',
  async shown({ user, actor }, { db, timeZone }) {
    const rights = { outranks: await outranks(db.read, actor, user), timeZone }
    return passwordRegion(user, await findCredentials(db.read, user.id), actor, rights)
  },
  routes: passwordRoutes,
}

const secrets = ['newPassword', 'verifyPassword']

async function passwordRoutes(app: FastifyInstance, { db, clock }: ScopeParts): Promise<void> {
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
    show: (_request, reply, form, trouble) => reply.userPage('users/password/page', { form, trouble } satisfies PasswordPage),
    // Hashing is slow on purpose, and the writer is one: it happens before the transaction, for those who may.
    async before(request, typed) {
      await ask(request)
      const person = await passwordPerson(db.read, request.user.id)
      return person?.accountType === 'INTERNAL' ? hashTyped(typed, person.words) : ''
    },
    async save(tx, { actor, user }, { mustChange }, hash) {
      await setPassword(tx, actor, user, { hash: String(hash), mustChange: mustChange === 'on' })
      return { url: `/users/${user.id}/general`, message: _('The password of {name} is set.', { name: nameShown(user) }) }
    },
  })
}
