import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { mustReadAsAsked } from '../as-asked.ts'
import { calledBlock } from '../blocked.view.ts'
import { drawnFrom } from '../clash.view.ts'
import type { ScopeParts } from '../user-scope.ts'
import { blockOf, pageOf } from './blocks.queries.ts'
import { liftBlock } from './blocks.ts'
import type { OpenBlock } from './blocks.view.ts'
import { blocksUrl } from './blocks.view.ts'

type Pages = {
  show(request: FastifyRequest, reply: FastifyReply, open: OpenBlock): Promise<unknown>
  mayEdit(request: FastifyRequest): Promise<void>
}

const numberOf = ({ params }: FastifyRequest) => Number((params as { row: string }).row)

/** "Lift": the question, and the act. */
export function liftingPage(app: FastifyInstance, { db, clock }: ScopeParts, { show, mayEdit }: Pages): void {
  formPage(app, '/blocks/:row(^\\d{1,15}$)/lifting', db, clock.now, {
    fields: [],
    async stored(request) {
      await mayEdit(request)
      if (!(await blockOf(db.read, request.user.id, numberOf(request)))) throw new NotFound(_('This block is not on the record.'))
      return {}
    },
    show: (request, reply, form, trouble) =>
      show(request, reply, {
        list: 'blocks',
        row: numberOf(request),
        mode: 'lifting',
        form,
        trouble,
        version: request.user.version,
      }),
    async save(tx, request, typed) {
      const { actor, user } = request
      await mayEdit(request)
      const id = numberOf(request)
      const block = await blockOf(tx, user.id, id)
      if (block?.status === 'ACTIVE') await mustReadAsAsked(tx, user, 'block', block, drawnFrom(typed))
      const isLifted = await liftBlock(tx, actor, user, id)
      const after = await blockOf(tx, user.id, id)
      const name = block ? calledBlock(block, await describer(tx)) : ''
      return {
        url: blocksUrl(user, after ? await pageOf(tx, after, clock.today()) : 1),
        message: isLifted ? _('Lifted: {name}.', { name }) : _('{name} had been lifted already.', { name }),
        at: `blocks-${id}`,
      }
    },
  })
}
