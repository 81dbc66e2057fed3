import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { authorsOf, undoneAmong } from '#history/history.queries.ts'
import { headsOf, partOfAct } from '#history/long-acts.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { withPeople } from '../people-named.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { actPage } from './act.view.ts'
import { askedOf, historyFilter, historyUrl } from './history.form.ts'
import { historyPage, pageSize } from './history.view.ts'
import type { ActParts } from './history-acts.view.ts'
import { actUrl, isMerger } from './history-acts.view.ts'
import { mergersOf } from './mergers.queries.ts'
import { undoRoutes } from './undo.routes.ts'

type Asked<Params = object> = FastifyRequest<{ Params: Params; Querystring: { page?: string; from?: string } }>

export async function historyRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, timeZone } = parts
  undoRoutes(app, parts)
  app.get('/', async (request: Asked, reply) => {
    const page = Math.max(1, numberIn(request.query.page))
    const filter = historyFilter(request.query)
    const place = { limit: pageSize + 1, offset: (page - 1) * pageSize }
    const of = { subject: 'user', subjectId: request.user.id }
    const rows = await headsOf(db.read, of, place, askedOf(filter, timeZone))
    if (rows.length === 0 && page > 1) return reply.redirect(historyUrl(request.user, filter), 303)
    const authors = await authorsOf(db.read, 'user', request.user.id)
    const around = await actParts(request, rows, parts)
    return reply.userPage('users/record/history', historyPage(rows, { ...around, page, filter, authors, given: request.query }))
  })
  app.get('/:change(^\\d{1,15}$)', async (request: Asked<{ change: string }>, reply) => {
    const { user, params } = request
    const from = Math.max(1, numberIn(request.query.from)) - 1
    const row = await partOfAct(db.read, Number(params.change), from)
    if (row?.subject !== 'user' || row.subjectId !== user.id)
      throw new NotFound(_('There is no such entry in the history of this user. It may no longer be kept.'))
    if (from > 0 && row.items.length === 0) return reply.redirect(actUrl(user, row), 303)
    return reply.userPage('users/record/act', actPage(row, from, await actParts(request, [row], parts)))
  })
}

const numberIn = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 1)

const actParts = async ({ actor, user }: FastifyRequest, rows: ChangeRow[], { db, timeZone }: ScopeParts): Promise<ActParts> => ({
  actor,
  user,
  timeZone,
  describe: await withPeople(db.read, await describer(db.read), rows),
  undone: await undoneAmong(db.read, 'user', user.id, rows),
  mergers: rows.some(isMerger) && actor.may('export and change many') ? await mergersOf(db.read, user.id) : new Map(),
})
