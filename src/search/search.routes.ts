import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '#users/names.ts'
import { keepIndex } from './index.job.ts'
import { recentOf } from './recent.queries.ts'
import { rememberResult, resultOf } from './result.routes.ts'
import type { Sees } from './search.queries.ts'
import { exactly, findUsers, idsFrom, pageSize } from './search.queries.ts'
import { recentPage, resultsPage } from './search.view.ts'
import type { UserSearch } from './user-search.ts'
import { searchFrom, searchUrl } from './user-search.ts'

export async function searchRoutes(app: FastifyInstance, { db, clock }: { db: Db; clock: Clock }): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => actor.must('see users'))

  const index = keepIndex(db, (error) => app.log.error({ err: error }, 'the search index was not kept'))
  app.addHook('onReady', async () => index.start())
  app.addHook('onClose', () => index.stop())

  app.get('/users', async (request, reply) => {
    const search = searchFrom(request.query)
    const { identified, first } = await onTop(search)
    const asked = search.recordType === undefined && search.page === 1
    if (asked && identified !== undefined && /\p{Nd}/u.test(search.q)) return reply.redirect(`/users/${identified}`, 303)
    const found = await findUsers(db.read, search, { first, today: clock.today(), sees: seesOf(request.actor) })
    if (asked && identified !== undefined && found.total <= 1) return reply.redirect(`/users/${identified}`, 303)
    rememberResult(reply, { search: { ...search, page: found.page }, total: found.total, at: 0, userId: 0 })
    return reply.page(
      'search/page',
      resultsPage({
        search,
        found,
        words: { describe: await describer(db.read), nameOf: await namer(db.read), today: clock.today() },
        mayEdit: request.actor.may('edit users'),
      }),
    )
  })

  app.get('/users/result', async (request: FastifyRequest<{ Querystring: { step?: string } }>, reply) => {
    const result = resultOf(request)
    if (!result) return reply.redirect('/users', 303)
    const { search } = result
    const at = result.at + (request.query.step === 'previous' ? -1 : 1)
    const { first } = await onTop(search)
    const [id] = at < 1 ? [] : await idsFrom(db.read, search, first, { offset: at - 1, limit: 1 }, seesOf(request.actor))
    if (id === undefined) return reply.redirect(searchUrl(search, { page: search.page }), 303)
    const page = Math.ceil(at / pageSize)
    rememberResult(reply, { ...result, search: { ...search, page }, at, userId: id })
    return reply.redirect(`/users/${id}`, 303)
  })

  app.get('/users/recent', async ({ actor }, reply) => {
    const found = await recentFor(actor)
    return reply.page('search/recent', recentPage(found, await describer(db.read), await namer(db.read)))
  })

  app.get('/users/recent/names', async ({ actor }, reply) => {
    const found = await recentFor(actor)
    return reply.page('search/_names', recentPage(found, await describer(db.read), await namer(db.read)))
  })

  async function recentFor({ id }: Actor) {
    await app.flushRecent()
    return id === null ? [] : recentOf(db.read, id)
  }

  /** Whom the whole text names: they stand first in the list of all record types. */
  async function onTop(search: UserSearch): Promise<{ identified: number | undefined; first: number[] }> {
    if (search.code) return { identified: undefined, first: [] }
    const { identified, mailed } = await exactly(db.read, search)
    const first = [...new Set(identified === undefined ? mailed : [identified, ...mailed])]
    return { identified, first: search.recordType === undefined ? first : [] }
  }
}

const seesOf = (actor: Actor): Sees => ({ notes: actor.may('see notes') })
