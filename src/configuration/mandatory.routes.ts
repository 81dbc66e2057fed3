import type { FastifyInstance } from 'fastify'
import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import { changeMandatory } from '#code-tables/mandatory.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { wordFor } from '#users/fields.ts'
import { mandatoryWord } from '#users/mandatory.ts'
import type { ConfigurationParts } from './configuration.routes.ts'
import { parseMandatory } from './mandatory.form.ts'
import { mandatoryPage } from './mandatory.view.ts'

/** Which fields must be filled in, for each record type: a form of its own for each, at one address. */
export async function mandatoryRoutes(app: FastifyInstance, { db, clock }: ConfigurationParts): Promise<void> {
  formPage(app, '/mandatory', db, clock.now, {
    fields: ['recordType', 'chosen', 'drawn'],
    lists: ['chosen'],
    stored: async () => ({}),
    show: async (_request, reply, form) => reply.page('configuration/mandatory', await mandatoryPage(db.read, form)),
    async save(tx, { actor }, typed) {
      actor.must('configure')
      const { recordType, ...ticked } = await parseMandatory(tx, typed)
      const changed = await changeMandatory(tx, actor, recordType, ticked)
      const names = [...(await mandatoryNames(tx, recordType))].map(mandatoryWord).join(', ')
      const words = { type: wordFor(recordType), names: names || _('nothing more than every record needs') }
      const message = changed ? _('Saved. Mandatory for {type}: {names}.', words) : _('Nothing was changed.')
      return { url: '/configuration/mandatory', message }
    },
  })
}
