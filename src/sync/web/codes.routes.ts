import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { addCode } from '#code-tables/codes.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { typedIn } from '#platform/web/forms.ts'
import { runUrl, withQuery } from './addresses.view.ts'
import { oneRun, runIn404 } from './run.routes.ts'
import type { SyncParts } from './sync.routes.ts'

/** A code of a file that the library does not have, as a page to add it. */
export type CodeAsked = { table: CodeTable; code: string }

function askedIn({ query }: FastifyRequest): CodeAsked {
  const { table = '', code = '' } = typedIn(query, ['table', 'code'])
  if (!Object.hasOwn(codeTables, table) || code === '') throw new NotFound(_('There is no such table of codes.'))
  return { table: table as CodeTable, code: code.slice(0, 255) }
}

/** Adds a code that a file brought and the library does not have, before the file is planned again. */
export function codesRoutes(app: FastifyInstance, { db, clock }: SyncParts): void {
  formPage(app, `${oneRun}/codes`, db, clock.now, {
    id: 'row',
    fields: ['description', 'parent'],
    async stored(request) {
      request.actor.must('configure')
      await runIn404(db.read, request)
      return { description: askedIn(request).code }
    },
    async show(request, reply, form, trouble) {
      const [run, asked] = [await runIn404(db.read, request), askedIn(request)]
      const { parent } = tableFacts[asked.table]
      const parents = parent ? [...(await codesOf(db.read, parent)).values()].filter(({ enabled }) => enabled) : []
      return reply.page('sync/code', {
        run: { id: run.id, url: runUrl(run.id) },
        ...asked,
        kind: codeTables[asked.table],
        url: withQuery(`${runUrl(run.id)}/codes`, asked),
        parentLabel: parent ? tableFacts[parent].one : '',
        parents: parents.map(({ code, description }) => ({ value: code, label: description })),
        open: { form, trouble, version: 0 },
      })
    },
    async save(tx, request, typed) {
      const { table, code } = askedIn(request)
      const run = await runIn404(tx, request)
      const parent = typed.parent === undefined ? {} : { parent: String(typed.parent) }
      await addCode(tx, request.actor, table, { code, description: String(typed.description ?? ''), ...parent })
      return { url: runUrl(run.id), message: _('{code} was added. Plan again, so that it counts.', { code }) }
    },
  })
}
