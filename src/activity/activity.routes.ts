import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { activitySource, numbersBetween, untilNow } from './activity.queries.ts'
import { recordExport, seenBy } from './activity.ts'
import { activityAddress, activityPage, known } from './activity.view.ts'
import { exportText } from './export.view.ts'
import type { Filter } from './filter.ts'
import { cursorFrom, filterFrom, filterUrl } from './filter.ts'
import { whoIs } from './people.queries.ts'
import { signInsRoutes } from './sign-ins.routes.ts'
import { subjectsOf } from './subjects.queries.ts'
import { undoRoutes } from './undo.routes.ts'
import { canBeUndone } from './undo-plan.ts'
import { undoneOf } from './undone.queries.ts'
import { readPage } from './walk.ts'

type Parts = { db: Db; clock: Clock; timeZone: string }

export async function activityRoutes(app: FastifyInstance, { db, clock, timeZone }: Parts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => actor.must('see activity'))
  await app.register(signInsRoutes, { db, clock, timeZone })
  undoRoutes(app, { db, clock, timeZone })

  app.get(activityAddress, async ({ query, actor }, reply) => {
    const filter = filterFrom(query, known)
    const cursor = cursorFrom(query)
    const { who, source, range } = await asked(filter)
    const slice = await readPage(source, range, cursor)
    if (cursor.after !== undefined && !slice.newer) return reply.redirect(filterUrl(activityAddress, filter), 303)
    const rows = slice.rows.map((row) => seenBy(actor, row)).filter((row) => row !== undefined)
    const subjects = await subjectsOf(db.read, rows)
    const describe = await describer(db.read)
    const undone = await undoneOf(db.read, rows.filter(canBeUndone))
    const words = { subjects, describe, timeZone, actor, undone }
    return reply.page('activity/page', activityPage({ filter, typed: query, who, slice: { ...slice, rows }, ...words }))
  })

  app.post(`${activityAddress}/export`, async ({ body, actor }: FastifyRequest, reply) => {
    const filter = filterFrom(body, known)
    const { source, range: whole } = await asked(filter)
    const range = await untilNow(db.read, whole)
    await db.write((tx) => recordExport(tx, actor, filter))
    const describe = await describer(db.read)
    const text = exportText(db.read, { source, range, seen: (row) => seenBy(actor, row), describe, timeZone })
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="activity-${clock.today()}.csv"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(text))
  })

  async function asked(filter: Filter) {
    const who = await whoIs(db.read, filter.who, 'changes')
    return { who, source: activitySource(db.read, filter, who), range: await numbersBetween(db.read, filter, timeZone) }
  }
}
