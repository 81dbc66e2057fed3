import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { exactly, findUsers } from './search.queries.ts'
import { resultsPage } from './search.view.ts'
import { searchFrom } from './user-search.ts'

export async function searchRoutes(app: FastifyInstance, { db, clock }: { db: Db; clock: Clock }): Promise<void> {
  app.get('/users', async (request, reply) => {
    request.actor.must('see users')
    const search = searchFrom(request.query)
    const { identified, mailed } = await exactly(db.read, search)
    const first = [...new Set(identified === undefined ? mailed : [identified, ...mailed])]
    const asked = search.recordType === undefined && search.page === 1
    if (asked && identified !== undefined && /\p{Nd}/u.test(search.q)) return reply.redirect(`/users/${identified}`, 303)
    const found = await findUsers(db.read, search, search.recordType === undefined ? first : [])
    if (asked && identified !== undefined && found.total <= 1) return reply.redirect(`/users/${identified}`, 303)
    return reply.page('search/page', resultsPage({ search, found, describe: await describer(db.read), today: clock.today() }))
  })
}
