import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { setsSeenBy } from '#sets/sets.queries.ts'
import { changeNumbered } from '../bulk.queries.ts'
import { prepareChange } from '../changes.ts'
import { bulkUrl, changeUrl } from './addresses.view.ts'
import type { BulkParts } from './bulk.routes.ts'
import { numberIn } from './change.routes.ts'
import { newNames, parseNew, typedAgain } from './new.form.ts'
import { newPage } from './new.view.ts'

/** A new bulk change: which set, what to do; then its preview begins. */
export function newRoutes(app: FastifyInstance, { db, clock, bulk }: BulkParts): void {
  const stored = async ({ query }: FastifyRequest): Promise<Record<string, unknown>> => {
    const again = numberIn(query, 'again')
    const change = again === undefined ? undefined : await changeNumbered(db.read, again)
    if (change && change.action !== 'undo') return typedAgain(change)
    const asked = query as { do?: unknown }
    return { set: numberIn(query, 'set'), action: asked.do === 'bin' ? 'bin' : 'change' }
  }

  formPage(app, `${bulkUrl}/new`, db, clock.now, {
    ...newNames,
    id: 'new-change',
    stored,
    async show({ actor }, reply, form, trouble) {
      return reply.page('bulk/new', await newPage(db.read, { form, trouble, sets: await setsSeenBy(db.read, actor) }))
    },
    async save(tx, { actor }, typed) {
      const id = await prepareChange(tx, actor, await parseNew(tx, actor, typed))
      return { url: changeUrl(id), message: _('This is what the change would do. Nothing is written yet.') }
    },
    async after() {
      bulk.wake()
    },
  })
}
