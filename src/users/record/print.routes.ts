import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { locksOf } from '../locks.queries.ts'
import { namer } from '../names.ts'
import type { ScopeParts } from '../user-scope.ts'
import { printPage } from './print.view.ts'
import { listsOf } from './whole.queries.ts'

// More would not go on one sheet; the tabs show the rest.
const mostOnSheet = 12

/** One user on one sheet of paper. */
export async function printRoutes(app: FastifyInstance, { db, clock, timeZone }: ScopeParts): Promise<void> {
  app.get('/print', async ({ user, actor }, reply) => {
    const lists = await listsOf(db.read, user.id, actor.may('see notes') ? 'all' : 'none', mostOnSheet + 1)
    const words = { describe: await describer(db.read), nameOf: await namer(db.read), timeZone }
    const printed = { at: minuteIn(timeZone, clock.now()), by: actor.name, today: clock.today() }
    return reply.page(
      'users/record/print',
      printPage({ user, lists, locks: await locksOf(db.read, user.id), most: mostOnSheet, words, printed }),
    )
  })
}
