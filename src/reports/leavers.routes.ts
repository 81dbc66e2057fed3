import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { namer } from '#users/names.ts'
import { endRolesOfLeavers, planEndings, usualDays } from './leavers.ts'
import { leaversPage } from './leavers.view.ts'
import type { ReportParts } from './reports.routes.ts'

const mostDays = 3650
const noTrouble: Trouble = { clashes: [], settled: [] }

/** The days asked for; undefined for what is none. */
function daysIn(typed: unknown): number | undefined {
  const text = String(typed ?? '').trim()
  if (text === '') return usualDays
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= mostDays ? Number(text) : undefined
}

/** Staff who have not signed in for a while, and the end of all their roles: asked first, then done. */
export function leaversRoutes(app: FastifyInstance, parts: ReportParts): void {
  const { db, clock } = parts
  const show = drawer(parts)

  app.get('/reports/leavers', async (request, reply) => {
    const { days = '' } = typedIn(request.query, ['days'])
    const known = daysIn(days) !== undefined
    const message = _('Days must be a whole number from 1 to {n}.', { n: mostDays })
    const form = known ? drawnForm({ days: daysIn(days) }) : refusedForm({ days }, [{ field: 'days', message }])
    return show(request, reply, form, noTrouble, false)
  })

  formPage(app, '/reports/leavers/ending', db, clock.now, {
    id: 'ending',
    fields: ['days', 'mark'],
    stored: async ({ query }) => ({ days: daysIn(typedIn(query, ['days']).days) ?? usualDays }),
    show: (request, reply, form, trouble) => show(request, reply, form, trouble, true),
    // Outside the transaction of the form: it has as many of its own as there are slices.
    before: ({ actor }, { days, mark }) =>
      endRolesOfLeavers(db, actor, {
        days: daysIn(days) ?? usualDays,
        mark: mark === undefined ? undefined : String(mark),
      }),
    async save(_tx, _request, { days }, done) {
      const { ended, kept } = done as { ended: number; kept: number }
      const said = _n('{n} role has ended.', '{n} roles have ended.', ended)
      const message = kept === 0 ? said : `${said} ${_n('{n} could not be ended.', '{n} could not be ended.', kept)}`
      return { url: `/reports/leavers?days=${daysIn(days) ?? usualDays}`, message }
    },
  })
}

const drawer =
  ({ db, timeZone }: ReportParts) =>
  async ({ actor }: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble, asking: boolean) => {
    const days = daysIn(form.values.days) ?? usualDays
    const plan = await planEndings(db.read, actor, days)
    const [describe, nameOf] = [await describer(db.read), await namer(db.read)]
    return reply.page('reports/leavers', leaversPage({ form, trouble, asking, days, plan, describe, nameOf, timeZone }))
  }
