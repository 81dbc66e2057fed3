import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedIn } from '#platform/web/forms.ts'
import { namer } from '../names.ts'
import type { ScopeParts } from '../user-scope.ts'
import type { KnownUser } from '../users.queries.ts'
import { findUser, userNamedBy } from '../users.queries.ts'
import { copyRoles, giveFromProfile } from './giving.ts'
import { copyPage, fromProfilePage } from './giving.view.ts'
import { copyOffers, profileOffers } from './offers.ts'
import { everyProfile } from './profiles.queries.ts'

type MayEdit = (request: FastifyRequest) => void

/** Several roles at once: first what would be given is shown, then it is given. */
export function givingPages(app: FastifyInstance, parts: ScopeParts, mayEdit: MayEdit): void {
  fromProfile(app, parts, mayEdit)
  copying(app, parts, mayEdit)
}

// Without a mark nothing was shown before: the act goes ahead as things are.
const shownIn = ({ mark }: Typed) => ({ mark: mark === undefined ? undefined : String(mark) })

const saved = (user: { id: number }, ids: number[]) => ({
  url: `/users/${user.id}/general`,
  message: _n('{n} role was given.', '{n} roles were given.', ids.length),
  at: `roles-${ids[0]}`,
})

function fromProfile(app: FastifyInstance, { db, clock }: ScopeParts, mayEdit: MayEdit): void {
  formPage(app, '/roles/profile', db, clock.now, {
    fields: ['profile', 'mark'],
    async stored(request) {
      mayEdit(request)
      return typedIn(request.query, ['profile'])
    },
    async show({ actor, user }, reply, form, trouble) {
      const profiles = await everyProfile(db.read)
      const chosen = profiles.find(({ id }) => String(id) === form.values.profile)
      const offers = chosen && (await profileOffers(db.read, actor, user, chosen.id))
      const options = profiles.map(({ id, name }) => ({ value: String(id), label: name }))
      const describe = await describer(db.read)
      return reply.userPage('users/user-roles/from-profile', fromProfilePage({ user, form, trouble, describe, offers }, options))
    },
    async save(tx, request, typed) {
      mayEdit(request)
      const { actor, user } = request
      const id = /^\d{1,15}$/.test(String(typed.profile))
        ? Number(typed.profile)
        : refuse('profile', _('Profile is required. Choose one.'))
      return saved(user, await giveFromProfile(tx, actor, user, id, shownIn(typed)))
    },
  })
}

function copying(app: FastifyInstance, { db, clock }: ScopeParts, mayEdit: MayEdit): void {
  formPage(app, '/roles/copy', db, clock.now, {
    fields: ['from', 'mark'],
    async stored(request) {
      mayEdit(request)
      return typedIn(request.query, ['from'])
    },
    async show({ actor, user }, reply, drawn, trouble) {
      const { form, other } = await lookedUp(db.read, user, drawn)
      const offers = other && (await copyOffers(db.read, actor, user, other))
      const describe = await describer(db.read)
      return reply.userPage(
        'users/user-roles/copy',
        copyPage({ user, form, trouble, describe, offers }, other, await namer(db.read)),
      )
    },
    async save(tx, request, typed) {
      mayEdit(request)
      const { actor, user } = request
      const identifier = String(typed.from ?? '').trim()
      if (identifier === '') return refuse('from', _('Identifier is required. Enter it.'))
      const other = (await namedBy(tx, identifier)) ?? refuse('from', nobody(identifier))
      return saved(user, await copyRoles(tx, actor, user, other, shownIn(typed)))
    },
  })
}

/** Whom the form names, if anybody else. What is wrong with it is said when it is first drawn too. */
async function lookedUp(
  reader: Reader,
  user: { id: number },
  form: Form,
): Promise<{ form: Form; other?: KnownUser | undefined }> {
  const identifier = String(form.values.from ?? '').trim()
  if (identifier === '') return { form }
  const found = await namedBy(reader, identifier)
  if (found && found.id !== user.id) return { form, other: found }
  if (form.dirty) return { form }
  const message = found ? _('This is the user itself. Enter an identifier of somebody else.') : nobody(identifier)
  return { form: refusedForm(form.values, [{ field: 'from', message }]) }
}

async function namedBy(reader: Reader, identifier: string): Promise<KnownUser | undefined> {
  const user = await userNamedBy(reader, caseFold(identifier))
  return user && findUser(reader, user.id)
}

const nobody = (identifier: string) => _('No user has the identifier {identifier}. Enter another one.', { identifier })
