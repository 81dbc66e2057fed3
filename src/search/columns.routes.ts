import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { parseLiking, rearranged } from './columns.form.ts'
import { columnsPage } from './columns.view.ts'
import { likingOf } from './preferences.queries.ts'
import { likeLists } from './preferences.ts'
import { resultOf } from './result.routes.ts'
import { searchUrl } from './user-search.ts'

// Back to the result that one came from, from its first page: a page of another size begins elsewhere.
const backOf = (request: FastifyRequest) => {
  const result = resultOf(request)
  return result ? searchUrl(result.search) : '/users'
}

/** Which columns lists of users have, in which order, and how many rows: for each person. */
export async function columnsRoutes(app: FastifyInstance, { db, clock }: { db: Db; clock: Clock }): Promise<void> {
  formPage(app, '/users/columns', db, clock.now, {
    id: 'columns-form',
    fields: ['columns', 'more', 'pageSize', 'act'],
    lists: ['columns'],
    stored: async ({ actor }) => ({ ...(await likingOf(db.read, actor.id)), more: '' }),
    show: (request, reply, form) => reply.page('search/columns', columnsPage(form, backOf(request))),
    fill: async (_request, typed) => rearranged(typed),
    async save(tx, request, typed) {
      request.actor.must('see users')
      await likeLists(tx, request.actor, parseLiking(typed))
      return { url: backOf(request), message: _('Saved. Lists of users now look like this for you.') }
    },
  })
}
