import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '#users/names.ts'
import { askedOf } from './asked.ts'
import { recentOf } from './recent.queries.ts'
import { most, suggested, suggestedAs } from './suggestions.queries.ts'
import { suggestionsPage } from './suggestions.view.ts'
import type { UserSearch } from './user-search.ts'
import { searchFrom } from './user-search.ts'

const oneSaysMuch = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const isEnough = (text: string) => oneSaysMuch.test(text) || (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2

/** What the search bar suggests while one types; before the first letter, whom one opened last. */
export async function suggestionsRoutes(
  app: FastifyInstance,
  { db, clock, timeZone }: { db: Db; clock: Clock; timeZone: string },
): Promise<void> {
  app.get('/users/suggestions', async ({ actor, query }, reply) => {
    const { q, index } = searchFrom(query)
    const search = { ...searchFrom({}), q, index }
    // Nobody is shown for what a note says of them: a list under a field is read over shoulders.
    const asked = await askedOf(db.read, search, { today: clock.today(), timeZone, notes: false })
    const found = q === '' ? await recentFor(actor) : await foundFor(search, asked)
    const words = { describe: await describer(db.read), nameOf: await namer(db.read) }
    return reply.page('search/_suggestions', suggestionsPage(found, { typed: q, words: asked.words, ...words }))
  })

  const foundFor = async (search: UserSearch, asked: Parameters<typeof suggested>[2]) =>
    isEnough(search.q) ? suggested(db.read, search, asked) : []

  async function recentFor({ id }: Actor) {
    await app.flushRecent()
    const recent = id === null ? [] : await recentOf(db.read, id)
    return suggestedAs(
      db.read,
      recent.slice(0, most).map((user) => user.id),
    )
  }
}
