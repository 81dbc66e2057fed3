import type { FastifyInstance, FastifyRequest } from 'fastify'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { namer } from '#users/names.ts'
import type { Merger } from '#users/record/mergers.queries.ts'
import { mergerNumbered } from '#users/record/mergers.queries.ts'
import { mustTouch } from '#users/record/merging.ts'
import { undoMerger } from '#users/record/unmerging.ts'
import { findUser } from '#users/users.queries.ts'
import type { MergingParts } from './merging.routes.ts'

const none = () => _('There is no such merger any more: one of the two was erased.')

/** The question before a merger is taken back, and the act. */
export function takingBack(app: FastifyInstance, { db, clock, timeZone }: MergingParts): void {
  const asked = async ({ params, actor }: FastifyRequest) => {
    const merger = await mergerNumbered(db.read, Number((params as { id: string }).id))
    const [keeper, gone] = merger ? [await findUser(db.read, merger.keeperId), await findUser(db.read, merger.goneId)] : []
    if (!merger || !keeper || !gone) throw new NotFound(none())
    for (const user of [keeper, gone]) mustTouch(actor, user)
    return { merger, keeper, gone }
  }

  formPage(app, '/users/merge/:id(^\\d{1,15}$)/taking-back', db, clock.now, {
    id: 'back',
    fields: [],
    async stored(request) {
      await asked(request)
      return {}
    },
    async show(request, reply, form, trouble) {
      const { merger, keeper, gone } = await asked(request)
      const nameOf = await namer(db.read)
      return reply.page('merging/taking-back', {
        form,
        trouble,
        url: takingBackUrl(merger),
        keeper: { url: `/users/${keeper.id}`, name: nameOf(keeper) },
        gone: { name: nameOf(gone), primaryId: merger.done.primary?.before ?? gone.primaryId },
        by: merger.by,
        at: minuteIn(timeZone, merger.at),
        undone: merger.undoneAt !== null,
      })
    },
    async save(tx, request) {
      const { merger, gone } = await asked(request)
      const told = await undoMerger(tx, request.actor, merger.id)
      const message = _('The merger was taken back: {name} is a user again.', { name: (await namer(tx))(gone) })
      return { url: `/users/${gone.id}/general`, message: [message, ...told].join(' ') }
    },
  })
}

/** Where a merger can be taken back. */
export const takingBackUrl = ({ id }: Pick<Merger, 'id'>) => `/users/merge/${id}/taking-back`
