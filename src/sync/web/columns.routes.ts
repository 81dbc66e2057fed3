import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm } from '#platform/web/forms.ts'
import { uploadOf } from '#platform/web/uploads.ts'
import { changeProfile } from '../profiles.ts'
import { readHeadings } from '../read/csv-headings.ts'
import { csvTargets } from '../read/csv-targets.ts'
import { profileUrl } from './addresses.view.ts'
import { drawnFrom, tellClashIn } from './clash.view.ts'
import { columnNames, columnsIn, mostColumns } from './columns.form.ts'
import { columnsPage, fromProfile, fromSample } from './columns.view.ts'
import { dropFile, oneFileOf } from './one-upload.ts'
import type { SyncProfile } from './overview.queries.ts'
import { profileNumbered } from './overview.queries.ts'
import { numberIn, oneProfile, profileIn404 } from './profile.routes.ts'
import { profileWords } from './profile-words.view.ts'
import type { SyncParts } from './sync.routes.ts'

const megabyte = 1024 * 1024
const largestSample = 20 * megabyte
const noTrouble: Trouble = { clashes: [], settled: [] }

/** Which column of a CSV file fills which field: made from a sample, remembered in the profile. */
export function columnsRoutes(app: FastifyInstance, parts: SyncParts): void {
  const { db, clock } = parts
  const asked = async (request: FastifyRequest): Promise<SyncProfile> => {
    request.actor.must('configure')
    const profile = await profileIn404(db.read, request)
    if (profile.format !== 'csv')
      throw new Conflict(_('Only files of CSV have columns. Choose CSV as the format of the profile first.'))
    return profile
  }
  const show = async (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble, isNew = false) =>
    reply.page(
      'sync/columns',
      columnsPage({ profile: await asked(request), form, trouble, targets: await csvTargets(db.read), isNew }),
    )

  formPage(app, `${oneProfile}/columns`, db, clock.now, {
    id: 'row',
    ...columnNames,
    stored: async (request) => fromProfile(await asked(request)),
    show: (request, reply, form, trouble) => show(request, reply, form, trouble),
    async save(tx, request, typed) {
      const id = numberIn(request.params, 'profile')
      const columns = columnsIn(typed, await csvTargets(tx))
      const edit = { drawnFrom: drawnFrom(typed) }
      await changeProfile(tx, request.actor, id, { columns }, edit).catch(async (error) => {
        throw tellClashIn(error, typed, (await profileNumbered(tx, id)) ?? {}, profileWords(await describer(tx)))
      })
      return { url: profileUrl({ id }), message: _('Saved. Run it with a file, as a dry run first.') }
    },
  })

  app.post(`${oneProfile}/columns/sample`, { config: { uploads: true } }, async (request, reply) => {
    const profile = await asked(request)
    const again = (error: Spoken) =>
      show(
        request,
        reply.code(error.status),
        refusedForm(fromProfile(profile), [{ field: 'file', message: error.message }]),
        noTrouble,
      )
    try {
      const { files } = await uploadOf(request, { limit: largestSample, most: largestSample + megabyte })
      const file = await oneFileOf(files, parts.folder, { limit: largestSample, words: _('20 MB') })
      try {
        const { headings, sample } = await readHeadings(file.incoming.path)
        if (headings.length > mostColumns) throw new Spoken(422, _('This file has more than {n} columns.', { n: mostColumns }))
        const cells = headings.map((_heading, at) => sample.map((row) => row[at] ?? '').find((cell) => cell !== '') ?? '')
        const form = drawnForm(fromSample(profile, { headings, cells }, await csvTargets(db.read)))
        return await show(request, reply, { ...form, dirty: true }, noTrouble, true)
      } finally {
        await dropFile(file)
      }
    } catch (error) {
      if (error instanceof Spoken && [422, 409].includes(error.status)) return again(error)
      throw error
    }
  })
}
