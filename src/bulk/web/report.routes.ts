import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { namer } from '#users/names.ts'
import { recordReport } from '../report.ts'
import type { BulkParts } from './bulk.routes.ts'
import { changeIn404, oneChange } from './change.routes.ts'
import { reportText } from './report.view.ts'

/** What a change does or did as a file: a line for each field, written while it is read. */
export function reportRoutes(app: FastifyInstance, { db }: BulkParts): void {
  app.post(`${oneChange}/report`, async (request, reply) => {
    const change = await changeIn404(db.read, request)
    const { actor } = request
    await db.write((tx) => recordReport(tx, actor, change))
    const see = { describe: await describer(db.read), notes: actor.may('see notes') }
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="bulk-change-${change.id}.csv"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(reportText(db.read, change, { see, nameOf: await namer(db.read) })))
  })
}
