import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { moveCode } from '#code-tables/code-order.ts'
import { enableCode, makeDefault } from '#code-tables/code-state.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { usesIn } from '#code-tables/code-uses.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { askedIn, parentsOf } from './asked-table.ts'
import { codeRoutes } from './code.routes.ts'
import { askedOf, codesPage, pageOfCode } from './codes.view.ts'
import type { ConfigurationParts } from './configuration.routes.ts'

/** A table of codes and what its buttons do, each in one press; a code’s own forms stand in code.routes.ts. */
export async function codesRoutes(app: FastifyInstance, parts: ConfigurationParts): Promise<void> {
  const { db, clock } = parts

  formPage(app, '/:table', db, clock.now, {
    id: 'acts',
    fields: ['act'],
    async stored(request) {
      askedIn(request)
      return {}
    },
    show: (request, reply, _form, trouble) => show(request, reply, trouble),
    async save(tx, request, typed) {
      const { table } = askedIn(request)
      const [, act = '', number = ''] = /^([\w-]{1,20}) (\d{1,15})$/.exec(String(typed.act ?? '')) ?? []
      const run = Object.hasOwn(acts, act) ? acts[act] : undefined
      if (!run) throw new Conflict(_('This page has no such button. Load it again.'))
      const id = Number(number)
      const message = await run(tx, request, table, id)
      return { url: await pageOfCode(tx, table, id), message, at: `${act}-${id}` }
    },
  })
  codeRoutes(app, parts)

  async function show(request: FastifyRequest, reply: FastifyReply, trouble: Trouble) {
    const { table } = askedIn(request)
    return reply.page(
      'configuration/codes',
      codesPage({
        table,
        codes: await codesOf(db.read, table),
        parents: await parentsOf(db.read, table),
        uses: await usesIn(db.read, table),
        asked: askedOf(request.query),
        trouble,
      }),
    )
  }
}

type Act = (tx: Tx, request: FastifyRequest, table: CodeTable, id: number) => Promise<string>
const named = async (tx: Tx, table: CodeTable, id: number): Promise<string> =>
  [...(await codesOf(tx, table)).values()].find((code) => code.id === id)?.description ?? ''

const move =
  (direction: 'up' | 'down'): Act =>
  async (tx, { actor }, table, id) =>
    (await moveCode(tx, actor, table, id, direction))
      ? _('{name} was moved.', { name: await named(tx, table, id) })
      : _('{name} stands at the end already.', { name: await named(tx, table, id) })

const acts: Record<string, Act> = {
  up: move('up'),
  down: move('down'),
  async enable(tx, { actor }, table, id) {
    const { description } = await enableCode(tx, actor, table, id, true)
    return _('{name} can be chosen again.', { name: description })
  },
  async disable(tx, { actor }, table, id) {
    const { description } = await enableCode(tx, actor, table, id, false)
    return _('{name} is disabled: it stays where it is and cannot be chosen.', { name: description })
  },
  async default(tx, { actor }, table, id) {
    const { description } = await makeDefault(tx, actor, table, id, true)
    return _('{name} is what new users get where nothing is chosen.', { name: description })
  },
  async 'no-default'(tx, { actor }, table, id) {
    const { description } = await makeDefault(tx, actor, table, id, false)
    return _('{name} is the default no more.', { name: description })
  },
}
