import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDay } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { mustExport, recordUsersExport, usersFile } from '../export/export.ts'
import { exportPage } from './export.view.ts'
import { oneProfile, profileIn404 } from './profile.routes.ts'
import type { SyncParts } from './sync.routes.ts'

/** Users as a file for the system that they come from, in the format in which it sends them. */
export function exportRoutes(app: FastifyInstance, { db, clock, timeZone }: SyncParts): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, form: Form) =>
    reply.page('sync/export', exportPage(await profileIn404(db.read, request), request.actor, form))

  app.get(`${oneProfile}/export`, async (request, reply) => {
    mustExport(request.actor)
    return show(request, reply, drawnForm({ whom: 'source', since: '' }))
  })

  app.post(`${oneProfile}/export`, async (request, reply) => {
    const { actor } = request
    mustExport(actor)
    const profile = await profileIn404(db.read, request)
    const typed = typedIn(request.body, ['whom', 'since'])
    const since = (typed.since ?? '').trim()
    if (since !== '' && !isDay(since)) {
      const message = _('Write the day as YYYY-MM-DD, such as 2026-01-31.')
      return show(request, reply.code(422), refusedForm(typed, [{ field: 'since', message }]))
    }
    const wanted = { profile, everybody: typed.whom === 'everybody', since: since === '' ? undefined : since }
    await db.write((tx) => recordUsersExport(tx, actor, wanted))
    return reply
      .type('application/xml; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="users-${profile.code}-${clock.today()}.xml"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(usersFile(db.read, actor, wanted, timeZone)))
  })
}
