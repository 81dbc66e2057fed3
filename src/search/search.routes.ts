import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { buildingOf } from '#search-index/state.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '#users/names.ts'
import { advancedRoutes } from './advanced.routes.ts'
import { askedOf, knownCodes } from './asked.ts'
import { attentionOf } from './attention.queries.ts'
import { columnsRoutes } from './columns.routes.ts'
import { countFacets } from './facet-counts.queries.ts'
import { facetsPage } from './facets.view.ts'
import { keepIndex } from './index.job.ts'
import { nearMisses } from './near-misses.queries.ts'
import { onTop } from './on-top.queries.ts'
import { likingOf } from './preferences.queries.ts'
import { recentOf } from './recent.queries.ts'
import { recentPage } from './recent.view.ts'
import { rememberResult, resultOf } from './result.routes.ts'
import { findUsers, idsFrom } from './search.queries.ts'
import { resultsPage } from './search.view.ts'
import { suggestionsRoutes } from './suggestions.routes.ts'
import type { UserSearch } from './user-search.ts'
import { searchFrom, searchUrl } from './user-search.ts'

type Parts = { db: Db; clock: Clock; timeZone: string }

export async function searchRoutes(app: FastifyInstance, { db, clock, timeZone }: Parts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => actor.must('see users'))
  const index = keepIndex(db, (error) => app.log.error({ err: error }, 'the search index was not kept'))
  app.addHook('onReady', async () => index.start())
  app.addHook('onClose', () => index.stop())
  await app.register(advancedRoutes, { db, clock, timeZone })
  await app.register(suggestionsRoutes, { db, clock, timeZone })
  await app.register(columnsRoutes, { db, clock })

  app.get('/users', async (request, reply) => {
    const search = searchFrom(request.query)
    const today = clock.today()
    const asked = await ask(search, request.actor)
    const { identified, first } = await onTop(db.read, search, asked)
    const whole = search.recordType === undefined && search.page === 1 && search.chosen.length === 0
    if (whole && identified !== undefined && /\p{Nd}/u.test(search.q)) return reply.redirect(`/users/${identified}`, 303)
    const liking = await likingOf(db.read, request.actor.id)
    const found = await findUsers(db.read, search, { ask: asked.ask, first, today, liking })
    if (whole && identified !== undefined && found.total <= 1) return reply.redirect(`/users/${identified}`, 303)
    rememberResult(reply, { search: { ...search, page: found.page }, total: found.total, at: 0, userId: 0 })
    const misses = found.total === 0 && asked.problems.length === 0 ? await nearMisses(db.read, search, asked) : []
    const describe = await describer(db.read)
    return reply.page(
      'search/page',
      resultsPage({
        ...{ search, found, asked, misses, building: buildingOf(db.read) },
        words: { describe, nameOf: await namer(db.read), today, timeZone },
        liking,
        mayEdit: request.actor.may('edit users'),
      }),
    )
  })

  // Counting takes a moment more than finding: the list does not wait for it, and takes the same form in without a page round it.
  const narrowing = (template: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const search = searchFrom(request.query)
    const asked = await ask(search, request.actor)
    const { facets: counted, total } = countFacets(db.read, search, asked.ask, await now())
    const describe = await describer(db.read)
    return reply.page(template, facetsPage({ search, counted, total, describe, today: clock.today() }))
  }
  const now = async () => {
    const today = clock.today()
    return { today, attention: await attentionOf(db.read, { today, codesOf: await knownCodes(db.read) }) }
  }
  app.get('/users/facets', narrowing('search/facets'))
  app.get('/users/facets/late', narrowing('search/_facets'))

  app.get('/users/result', async (request: FastifyRequest<{ Querystring: { step?: string } }>, reply) => {
    const result = resultOf(request)
    if (!result) return reply.redirect('/users', 303)
    const { search } = result
    const at = result.at + (request.query.step === 'previous' ? -1 : 1)
    const asked = await ask(search, request.actor)
    const { first } = await onTop(db.read, search, asked)
    const [id] = at < 1 ? [] : await idsFrom(db.read, search, { ask: asked.ask, first }, { offset: at - 1, limit: 1 })
    if (id === undefined) return reply.redirect(searchUrl(search, { page: search.page }), 303)
    const { pageSize } = await likingOf(db.read, request.actor.id)
    const page = Math.ceil(at / pageSize)
    rememberResult(reply, { ...result, search: { ...search, page }, at, userId: id })
    return reply.redirect(`/users/${id}`, 303)
  })

  app.get('/users/recent', async ({ actor }, reply) => {
    await app.flushRecent()
    const found = actor.id === null ? [] : await recentOf(db.read, actor.id)
    return reply.page('search/recent', recentPage(found, await describer(db.read), await namer(db.read)))
  })

  const ask = (search: UserSearch, actor: Actor) =>
    askedOf(db.read, search, { today: clock.today(), timeZone, notes: actor.may('see notes') })
}
