import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, defaultCode, describer } from '#code-tables/code-tables.queries.ts'
import { mustOutrank, outranks } from '#sign-in/actor.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { contactNames, parseContact } from './contact.form.ts'
import { contactOf } from './contact.queries.ts'
import { addContact, changeContact, contactLists, kinds, removeContact } from './contact.ts'
import { calledContact, contactPage } from './contact.view.ts'

export async function contactRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db } = parts
  const show = async ({ actor, user }: FastifyRequest, reply: FastifyReply, open?: Open) => {
    const guarded = outranks(actor, user)
    const may = {
      addresses: actor.may('edit users', user),
      phones: actor.may('edit users', user),
      emails: actor.may('edit users', user) && guarded,
    }
    const codes = {
      addresses: await codesOf(db.read, 'UserAddressTypes'),
      phones: await codesOf(db.read, 'UserPhoneTypes'),
      emails: await codesOf(db.read, 'UserEmailTypes'),
      countries: await codesOf(db.read, 'CountryCodes'),
    }
    const contact = await contactOf(db.read, user.id)
    return reply.userPage(
      'users/contact/page',
      contactPage({ user, contact, describe: await describer(db.read), may, codes, open }),
    )
  }

  app.get('/', (request, reply) => show(request, reply))
  for (const kind of kinds) {
    rowPages(app, parts, {
      list: kind,
      owned: true,
      part: contactLists[kind].part,
      tab: 'contact',
      names: contactNames[kind],
      called: (row) => calledContact(kind, row),
      rows: async ({ user }) => (await contactOf(db.read, user.id))[kind],
      blank: async ({ recordType }) =>
        kind === 'addresses' ? { country: await defaultCode(db.read, 'CountryCodes', recordType) } : {},
      show,
      parse: (tx, user, typed, current) => parseContact(tx, user, kind, typed, current),
      add: (tx, { actor, user }, values) => addContact(tx, actor, user, kind, values),
      change: (tx, { actor, user }, id, values, edit) => changeContact(tx, actor, user, kind, id, values, edit),
      remove: (tx, { actor, user }, id) => removeContact(tx, actor, user, kind, id),
      async mayEdit({ actor, user }) {
        actor.must('edit users', user)
        if (contactLists[kind].outranked) mustOutrank(actor, user)
      },
    })
  }
}
