import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { changeNumbered } from '#history/history.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { reorderNames } from '#users/name-order.ts'
import type { Choices } from '#users/record/undo.ts'
import { subjectsOf } from './subjects.queries.ts'
import { mustBeAllowed, undoAct, undoneBy } from './undo.ts'
import { undoPage } from './undo.view.ts'
import { canBeUndone, undoPlan } from './undo-plan.ts'

// More fields than any record of the configuration has.
const choiceNames = Array.from({ length: 20 }, (_none, n) => `choice${n}`)

type Parts = { db: Db; clock: Clock; timeZone: string }

/** Taking an act on the configuration back: first what would be written is shown, then it is written. */
export function undoRoutes(app: FastifyInstance, { db, clock, timeZone }: Parts): void {
  formPage(app, '/activity/:change(^\\d{1,15}$)/undo', db, clock.now, {
    id: 'undo',
    fields: ['mark', ...choiceNames],
    async stored(request) {
      await actIn(db.read, request)
      return {}
    },
    async show(request, reply, form, trouble) {
      const act = await actIn(db.read, request)
      const plan = await undoPlan(db.read, act)
      const [subjects, describe, done] = [
        await subjectsOf(db.read, [act]),
        await describer(db.read),
        await undoneBy(db.read, act),
      ]
      return reply.page('activity/undo', undoPage({ act, plan, subjects, describe, done, timeZone, form, trouble }))
    },
    async save(tx, request, typed) {
      const act = await actIn(tx, request)
      const written = await undoAct(tx, request.actor, act, { mark: String(typed.mark ?? ''), choices: choicesIn(typed) })
      const message =
        written === 0
          ? _('Nothing was changed.')
          : _n('Undone: {n} field was put back.', 'Undone: {n} fields were put back.', written)
      return { url: '/activity', message }
    },
    after: keepNamesInOrder(app, db),
  })
}

// Another way to show names is another order of the lists. Where that did not change, nothing is done.
function keepNamesInOrder(app: FastifyInstance, db: Db): () => Promise<void> {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const failed = (error: unknown) => app.log.error({ err: error }, 'lists were not put into the order of the names')
  app.addHook('onClose', () => {
    stopping.abort()
    return running
  })
  return async () => {
    running = running.then(() => reorderNames(db, stopping.signal, () => undefined)).catch(failed)
  }
}

const choicesIn = (typed: Typed): Choices =>
  new Map(
    choiceNames.flatMap((name, n) => {
      const chosen = typed[name]
      return chosen === 'put' || chosen === 'keep' ? [[n, chosen] as const] : []
    }),
  )

async function actIn(reader: Reader, { params, actor }: FastifyRequest): Promise<ChangeRow> {
  actor.must('configure')
  const act = await changeNumbered(reader, Number((params as { change: string }).change))
  if (!act || !canBeUndone(act)) throw new NotFound(_('There is nothing at this address that could be undone.'))
  mustBeAllowed(actor, act)
  return act
}
