import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { csvBeginning, csvLine } from '#platform/csv.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal } from '#platform/problems.ts'
import { likingOf } from '#search/preferences.queries.ts'
import { namer } from '#users/names.ts'
import { fileNameOf } from '../export.ts'
import { countOf } from '../members.queries.ts'
import { membersPage } from '../members-page.queries.ts'
import type { UserSet } from '../sets.queries.ts'
import { oneSet } from './addresses.view.ts'
import { askedSet, askerOf } from './asked.form.ts'
import type { Shown } from './set.view.ts'
import { setPage, whyWords } from './set.view.ts'
import type { SetsParts } from './sets.routes.ts'

/** One set: what it is, how many it has now, and who. */
export function setRoutes(app: FastifyInstance, { db, clock, timeZone }: SetsParts): void {
  app.get(oneSet, async (request, reply) => {
    const set = await askedSet(request, db.read)
    const words = { describe: await describer(db.read), nameOf: await namer(db.read), today: clock.today(), timeZone }
    return reply.page('sets/set', setPage(set, { ...(await membersShown(request, set)), words, actor: request.actor }))
  })

  app.get(`${oneSet}/missed`, async (request, reply) => {
    const set = await askedSet(request, db.read)
    const lines = (set.missed ?? []).map(({ line, text, why }) => csvLine([String(line), text, whyWords[why]]))
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${fileNameOf(set.name, clock.today()).replace('users-', 'lines-')}"`)
      .header('Cache-Control', 'no-store')
      .send(csvBeginning + csvLine([_('Line'), _('Text'), _('Why')]) + lines.join(''))
  })

  /** Whom the set has; or why nobody can say. */
  async function membersShown(
    request: FastifyRequest,
    set: UserSet,
  ): Promise<Pick<Shown, 'found' | 'users' | 'problem' | 'liking'>> {
    const { page } = request.query as { page?: unknown }
    const asker = askerOf(request, timeZone)
    const liking = await likingOf(db.read, request.actor.id)
    try {
      const users = await countOf(db.read, set, asker)
      const found = await membersPage(db.read, set, asker, {
        page: /^\d{1,6}$/.test(String(page)) ? Math.max(1, Number(page)) : 1,
        liking,
      })
      return { users, found, liking, problem: '' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { users: 0, found: undefined, liking, problem: error.message }
    }
  }
}
