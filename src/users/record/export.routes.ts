import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { typedIn } from '#platform/web/forms.ts'
import { namer } from '../names.ts'
import { withPeople } from '../people-named.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import { dossierOf } from './export.queries.ts'
import type { WantedExport } from './export.ts'
import { exportForms, recordUserExport } from './export.ts'
import { exportFile, exportPage } from './export.view.ts'
import { exportJson } from './export-json.view.ts'

/** All data of one person, to be handed to that person: as a page to read, or as data. */
export async function exportRoutes(app: FastifyInstance, { db, clock, timeZone }: ScopeParts): Promise<void> {
  const show = ({ user, actor }: FastifyRequest, reply: FastifyReply, problem?: string) =>
    reply.userPage('users/record/export', exportPage(user, seesAll(actor), problem))
  const seesAll = (actor: FastifyRequest['actor']) => ({
    notes: actor.may('see notes'),
    history: actor.may('see history'),
    signIns: actor.may('see activity'),
  })

  app.get('/export', async (request, reply) => {
    request.actor.must('export and change many', request.user)
    return show(request, reply)
  })

  app.post('/export', async (request, reply) => {
    const { user, actor, body } = request
    const typed = typedIn(body, ['form', 'staffNotes'])
    actor.must('export and change many', user)
    const form = exportForms.find((one) => one === typed.form)
    if (!form) return show(request, reply.code(422), _('Choose a file to read or a file of data.'))
    const wanted: WantedExport = { form, staffNotes: Boolean(typed.staffNotes) }
    await db.write((tx) => recordUserExport(tx, actor, user, wanted))
    const sees = seesAll(actor)
    const notes = wanted.staffNotes ? 'all' : sees.notes ? 'shown' : 'none'
    const dossier = await dossierOf(db.read, user, { ...sees, notes })
    const words = {
      describe: await withPeople(db.read, await describer(db.read), dossier.history ?? []),
      nameOf: await namer(db.read),
      timeZone,
      at: clock.now(),
      by: actor.name,
      institution: await settingNow(db.read, 'institution'),
    }
    reply
      .header('Content-Disposition', `attachment; filename="user-${user.id}-${clock.today()}.${form}"`)
      .header('Cache-Control', 'no-store')
    if (form === 'html') return reply.page('users/record/export-file', exportFile(dossier, words))
    return reply.type('application/json; charset=utf-8').send(exportJson(dossier, words))
  })
}
