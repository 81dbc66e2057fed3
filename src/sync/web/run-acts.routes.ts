import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { runUrl } from './addresses.view.ts'
import type { SyncRun } from './overview.queries.ts'
import { runNumbered, undoOf } from './overview.queries.ts'
import { numberIn } from './profile.routes.ts'
import { oneRun, runIn404 } from './run.routes.ts'
import type { ActName } from './run-acts.view.ts'
import { acts, askPage, isGuarded } from './run-acts.view.ts'
import type { SyncParts } from './sync.routes.ts'

const idIn = ({ params }: FastifyRequest) => numberIn(params, 'run')

/** What is done with a run: each act is asked first, with what it will do, and then done. */
export function runActsRoutes(app: FastifyInstance, parts: SyncParts): void {
  for (const name of acts) actRoute(app, parts, name)
}

function actRoute(app: FastifyInstance, { db, clock, engine }: SyncParts, name: ActName): void {
  const pageOf = async (request: FastifyRequest) => {
    const run = await runIn404(db.read, request)
    return { run, undo: await undoOf(db.read, run.id) }
  }

  formPage(app, `${oneRun}/${name}`, db, clock.now, {
    id: 'act',
    fields: ['state'],
    stored: async (request) => ({ state: (await runIn404(db.read, request)).state }),
    async show(request, reply, _form, trouble) {
      const found = await pageOf(request)
      const asked = askPage(found, name, trouble)
      const nothing = { id: found.run.id, back: runUrl(found.run.id), trouble, heading: _('Nothing to do') }
      return reply.page('sync/ask', asked ?? { ...nothing, words: [], button: '' })
    },
    // Runs are written in transactions of their own, by whoever works on them.
    async before(request) {
      const found = await pageOf(request)
      if (!askPage(found, name, { clashes: [], settled: [] }))
        throw new Conflict(_('The run is in another state by now, and nothing was done. Look at it again.'))
      return carryOut[name](found.run)(request, idIn(request))
    },
    async save(tx, request, _typed, made) {
      const id = typeof made === 'number' ? made : idIn(request)
      const begun = await runNumbered(tx, id)
      return { url: runUrl(begun?.id ?? idIn(request)), message: said[name] }
    },
  })

  type Work = (request: FastifyRequest, id: number) => Promise<unknown>
  const carryOut: Record<ActName, (run: SyncRun) => Work> = {
    apply:
      (run) =>
      ({ actor }, id) =>
        engine.apply(actor, id, isGuarded(run)),
    stop:
      () =>
      ({ actor }, id) =>
        engine.stop(actor, id),
    continue:
      () =>
      ({ actor }, id) =>
        engine.goOn(actor, id),
    undo:
      () =>
      ({ actor }, id) =>
        engine.planUndo(actor, id),
    again:
      () =>
      ({ actor }, id) =>
        engine.planAgain(actor, id),
  }
}

const said: Record<ActName, string> = {
  apply: _('The plan is being applied.'),
  stop: _('It stops as soon as it can.'),
  continue: _('It goes on.'),
  undo: _('This is what taking it back would do. Nothing is written yet.'),
  again: _('The file is read again, as a dry run.'),
}
