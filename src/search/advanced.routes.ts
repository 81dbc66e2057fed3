import type { FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { linesFrom, linesOf, textOf, withEmptyLine } from './advanced.form.ts'
import { advancedPage } from './advanced.view.ts'
import { askedOf, knownCodes } from './asked.ts'
import { searchFrom, searchUrl } from './user-search.ts'

type Query = Record<string, unknown>

/** A page that builds what can be typed into the search bar too: its lines, the text and the address say the same. */
export async function advancedRoutes(
  app: FastifyInstance,
  { db, clock, timeZone }: { db: Db; clock: Clock; timeZone: string },
): Promise<void> {
  app.get('/users/search', async (request, reply) => {
    const query = request.query as Query
    const notes = request.actor.may('see notes')
    const lines = query.field === undefined ? linesOf(searchFrom(query).q) : linesFrom(query)
    const drawn = { notes, codesOf: await knownCodes(db.read) }
    if (query.go === undefined)
      return reply.page('search/advanced', advancedPage(query.more === undefined ? lines : withEmptyLine(lines), drawn))
    const search = { ...searchFrom({}), q: textOf(lines) }
    const { problems } = await askedOf(db.read, search, { today: clock.today(), timeZone, notes })
    if (search.q !== '' && problems.length === 0) return reply.redirect(searchUrl(search), 303)
    return reply.code(422).page('search/advanced', advancedPage(lines, drawn, search.q === '' ? 'empty' : problems))
  })
}
