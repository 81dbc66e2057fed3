import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Actor } from '#sign-in/actor.ts'
import { undoOf } from '../bulk.queries.ts'
import { applyPlanned, continueChange, prepareUndo, stopChange } from '../changes.ts'
import type { ActName } from './acts.view.ts'
import { acts, askPage } from './acts.view.ts'
import { changeUrl } from './addresses.view.ts'
import type { BulkParts } from './bulk.routes.ts'
import { changeIn404, oneChange } from './change.routes.ts'

/** What is done with a change: each act is asked first, with what it will do, and then done. */
export function actsRoutes(app: FastifyInstance, parts: BulkParts): void {
  for (const name of acts) actRoute(app, parts, name)
}

const verbs: Record<ActName, (tx: Tx, actor: Actor, id: number) => Promise<unknown>> = {
  apply: applyPlanned,
  stop: stopChange,
  continue: continueChange,
  undo: prepareUndo,
}

function actRoute(app: FastifyInstance, { db, clock, bulk }: BulkParts, name: ActName): void {
  const pageOf = async (request: FastifyRequest) => {
    const change = await changeIn404(db.read, request)
    return { change, undo: await undoOf(db.read, change.id), actor: request.actor }
  }

  formPage(app, `${oneChange}/${name}`, db, clock.now, {
    id: 'act',
    fields: [],
    stored: async (request) => ({ state: (await changeIn404(db.read, request)).state }),
    async show(request, reply, _form, trouble) {
      const found = await pageOf(request)
      const nothing = { id: found.change.id, back: changeUrl(found.change.id), trouble, heading: _('Nothing to do') }
      return reply.page('bulk/ask', askPage(found, name, trouble) ?? { ...nothing, words: [], button: '' })
    },
    async save(tx, request) {
      const { id } = await changeIn404(tx, request)
      const made = await verbs[name](tx, request.actor, id)
      return { url: changeUrl(typeof made === 'number' ? made : id), message: said[name] }
    },
    async after() {
      bulk.wake()
    },
  })
}

const said: Record<ActName, string> = {
  apply: _('The change is being applied.'),
  stop: _('It stops as soon as it can.'),
  continue: _('It goes on.'),
  undo: _('This is what taking it back would do. Nothing is written yet.'),
}
