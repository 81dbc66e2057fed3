import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { changeNamePattern } from '#users/name-order.ts'
import { patternNow } from '#users/names.ts'
import type { ConfigurationParts } from './configuration.routes.ts'
import { nameOrder } from './names.job.ts'
import { examples } from './names.queries.ts'
import { namesPage } from './names.view.ts'

const patience = 500

/** How names are shown. The lists follow in the background; few users are done by the time the page is drawn again. */
export async function namesRoutes(app: FastifyInstance, { db, clock }: ConfigurationParts): Promise<void> {
  const order = nameOrder(db, (error) => app.log.error({ err: error }, 'lists were not put into the order of the names'))
  app.addHook('onReady', async () => void order.start())
  app.addHook('onClose', () => order.stop())

  formPage(app, '/names', db, clock.now, {
    id: 'names',
    fields: ['pattern', 'drawn'],
    stored: async () => ({ pattern: (await patternNow(db.read)).text }),
    async show({ actor }, reply, form, trouble) {
      const people = actor.may('see users') ? await examples(db.read) : []
      return reply.page('configuration/names', await namesPage(db.read, { form, trouble, people, progress: order.progress() }))
    },
    async save(tx, { actor }, { pattern, drawn }) {
      const changed = await changeNamePattern(tx, actor, String(pattern ?? ''), String(drawn ?? ''))
      const message = changed
        ? _('Saved: names are shown as "{pattern}".', { pattern: String(pattern) })
        : _('Nothing was changed.')
      return { url: '/configuration/names', message }
    },
    after: () => Promise.race([order.start(), wait(patience, undefined, { ref: false })]),
  })
}
