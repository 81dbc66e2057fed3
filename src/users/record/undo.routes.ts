import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { changeNumbered } from '#history/history.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { withPeople } from '../people-named.queries.ts'
import type { ScopeParts } from '../user-scope.ts'
import type { Choices } from './undo.ts'
import { undo } from './undo.ts'
import { undoPage } from './undo.view.ts'
import { canBeUndone, undoPlan } from './undo-plan.ts'

// More fields than one act of a form can change; longer acts, such as mergers, are taken back elsewhere.
const mostChoices = 200
const choiceNames = Array.from({ length: mostChoices }, (_none, n) => `choice${n}`)

/** Taking an act of the history back: first what would be written is shown, then it is written. */
export function undoRoutes(app: FastifyInstance, { db, clock, timeZone }: ScopeParts): void {
  formPage(app, '/:change(^\\d{1,15}$)/undo', db, clock.now, {
    id: 'undo',
    fields: ['mark', ...choiceNames],
    async stored(request) {
      await actIn(db.read, request)
      return {}
    },
    async show(request, reply, form, trouble) {
      const { user } = request
      const act = await actIn(db.read, request)
      const plan = await undoPlan(db.read, user, act)
      const describe = await withPeople(db.read, await describer(db.read), [act])
      return reply.userPage('users/record/undo', undoPage({ user, act, plan, describe, timeZone, form, trouble }))
    },
    async save(tx, request, typed) {
      const { actor, user } = request
      const act = await actIn(tx, request)
      const written = await undo(tx, actor, user, act, { mark: String(typed.mark ?? ''), choices: choicesIn(typed) })
      const message =
        written === 0
          ? _('Nothing was changed.')
          : _n('Undone: {n} field was put back.', 'Undone: {n} fields were put back.', written)
      return { url: `/users/${user.id}/history`, message }
    },
  })
}

const choicesIn = (typed: Typed): Choices =>
  new Map(
    choiceNames.flatMap((name, n) => {
      const chosen = typed[name]
      return chosen === 'put' || chosen === 'keep' ? [[n, chosen] as const] : []
    }),
  )

async function actIn(reader: Reader, { params, user }: FastifyRequest): Promise<ChangeRow> {
  const act = await changeNumbered(reader, Number((params as { change: string }).change))
  if (act?.subject !== 'user' || act.subjectId !== user.id || !canBeUndone(act))
    throw new NotFound(_('There is nothing at this address that could be undone.'))
  return act
}
