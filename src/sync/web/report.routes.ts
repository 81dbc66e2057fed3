import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { recordReport } from '../report.ts'
import { reportText } from './report.view.ts'
import { oneRun, runIn404 } from './run.routes.ts'
import type { SyncParts } from './sync.routes.ts'

/** What a run does or did as a file: a line for each field, written while it is read. */
export function reportRoutes(app: FastifyInstance, { db, timeZone }: SyncParts): void {
  app.post(`${oneRun}/report`, async (request, reply) => {
    const run = await runIn404(db.read, request)
    const { actor } = request
    await db.write((tx) => recordReport(tx, actor, run))
    const see = { describe: await describer(db.read), notes: actor.may('see notes') }
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="synchronisation-${run.id}.csv"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(reportText(db.read, run, { see, timeZone })))
  })
}
