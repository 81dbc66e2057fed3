import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { formPage } from '#platform/web/form-page.ts'
import { outranks } from '#sign-in/actor.ts'
import { drawnFrom, seenIn, settle, tellClash } from '../clash.view.ts'
import { savedWords } from '../field-words.view.ts'
import type { ScopeParts } from '../user-scope.ts'
import { changeUser, getUser } from '../users.ts'
import { editableFields, listFields, parseGeneral } from './general.form.ts'
import { generalPage } from './general.view.ts'
import { sourceValueRoutes } from './source-value.routes.ts'

export async function generalRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock, timeZone } = parts
  sourceValueRoutes(app, parts)
  formPage(app, '/', db, clock.now, {
    id: 'general',
    fields: editableFields,
    lists: listFields,
    settle,
    stored: async ({ user }) => user,
    async show({ actor, user }, reply, form, trouble) {
      const rights = { edit: actor.may('edit users', user), guarded: outranks(actor, user) }
      const days = { today: clock.today(), timeZone }
      return reply.userPage('users/general/page', await generalPage(db.read, { user, form, rights, trouble, days }))
    },
    async save(tx, { actor, user }, typed) {
      actor.must('edit users', user)
      const values = await parseGeneral(tx, user, typed)
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await changeUser(tx, actor, user, values, edit).catch(async (error) => {
        throw tellClash(error, 'general', await describer(tx), typed, await getUser(tx, user.id))
      })
      const kept = theirs.map((field) => ({ part: 'general', field }))
      return { url: `/users/${user.id}/general`, message: savedWords({ changes, theirs: kept }) }
    },
  })
}
