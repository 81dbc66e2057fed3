import { parse } from 'node:querystring'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedForm } from '#platform/web/forms.ts'
import { searchFrom } from '#search/user-search.ts'
import { usualColumns } from '../columns.ts'
import type { Wanted } from '../export.ts'
import { columnsOf, fileNameOf, recordSetExport, usersCsv } from '../export.ts'
import { countOf, searchText } from '../members.queries.ts'
import { oneSet, setsUrl } from './addresses.view.ts'
import { askedSet, askerOf } from './asked.form.ts'
import type { Exporting } from './export.view.ts'
import { exportPage } from './export.view.ts'
import type { SetsParts } from './sets.routes.ts'

const names = { fields: ['columns', 'asCodes', 'search'], lists: ['columns'], ticks: ['asCodes'] }
const fromSet = `${oneSet}/export`
const fromSearch = `${setsUrl}/export`

/** The users of a set, or of a search, as a table: with the columns that somebody chose. */
export function exportRoutes(app: FastifyInstance, { db, clock, timeZone }: SetsParts): void {
  app.get(fromSet, async (request, reply) =>
    show(request, reply, await askedSet(request, db.read), drawnForm({ columns: usualColumns })),
  )
  app.post(fromSet, async (request, reply) => send(request, reply, await askedSet(request, db.read)))
  app.get(fromSearch, async (request, reply) =>
    show(request, reply, foundBy(request.query), drawnForm({ columns: usualColumns })),
  )
  app.post(fromSearch, async (request, reply) =>
    send(request, reply, foundBy(parse(String(typedForm(request.body, names).search ?? '')))),
  )

  const foundBy = (query: unknown): Exporting => ({
    ...{ id: 0, name: _('Result'), kind: 'live', version: 0 },
    search: searchText(searchFrom(query)),
  })

  async function show(request: FastifyRequest, reply: FastifyReply, set: Exporting, form: Form) {
    const columns = await columnsOf(db.read, request.actor)
    const describe = await describer(db.read)
    return reply.page('sets/export', exportPage(set, { columns, form, describe, today: clock.today() }))
  }

  async function send(request: FastifyRequest, reply: FastifyReply, set: Exporting) {
    const { actor } = request
    const typed = typedForm(request.body, names)
    const again = (problems: Problem[]) => show(request, reply.code(422), set, refusedForm(typed, problems))
    const columns = (await columnsOf(db.read, actor)).filter(({ name }) => typed.columns?.includes(name))
    if (columns.length === 0) return again([{ field: 'columns', message: _('Choose at least one column.') }])
    const wanted: Wanted = { set, columns, asCodes: typed.asCodes === 'on' }
    const asker = askerOf(request, timeZone)
    try {
      const users = await countOf(db.read, set, asker)
      await db.write((tx) => recordSetExport(tx, actor, wanted, users))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return again(error.problems)
    }
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${fileNameOf(set.name, clock.today())}"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(usersCsv(db.read, wanted, asker)))
  }
}
