import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { blankBlock, blockNames, parseBlock } from './blocks.form.ts'
import { blockOf, blocksOf, countBlocks, pageOf } from './blocks.queries.ts'
import { changeBlock, mayEditBlock, mustEditBlock, placeBlock } from './blocks.ts'
import type { OpenBlock } from './blocks.view.ts'
import { blocksPage, blocksUrl, pageAsked } from './blocks.view.ts'
import { liftingPage } from './lifting.routes.ts'

// No row has the number -1.
const numberOf = ({ params }: FastifyRequest) => Number((params as { row?: string }).row ?? -1)

export async function blocksRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock, timeZone } = parts
  const pageFor = async (reader: Reader, user: { id: number }, id: number, otherwise: number) => {
    const block = await blockOf(reader, user.id, id)
    return block ? pageOf(reader, block, clock.today()) : otherwise
  }

  async function show(request: FastifyRequest, reply: FastifyReply, open?: OpenBlock) {
    const { user, actor, query } = request
    const [total, day] = [await countBlocks(db.read, user.id), clock.today()]
    const page = await pageFor(db.read, user, open?.row ?? -1, pageAsked(query, total))
    return reply.userPage(
      'users/blocks/page',
      blocksPage({
        user,
        blocks: await blocksOf(db.read, user.id, { day, page }),
        total,
        page,
        today: day,
        describe: await describer(db.read),
        types: await codesOf(db.read, 'UserBlockTypes'),
        descriptions: await codesOf(db.read, 'UserBlockDescription'),
        libraries: [...(await codesOf(db.read, 'Libraries')).values()].filter(
          ({ code, enabled }) => enabled && actor.mayIn('place and lift blocks', code, user),
        ),
        editable: actor.may('place and lift blocks', user),
        mayEdit: (block) => mayEditBlock(actor, user, block),
        timeZone,
        open,
      }),
    )
  }

  app.get('/', (request, reply) => show(request, reply))
  const mayEdit = (request: FastifyRequest) => mustEditBlock(db.read, request.actor, request.user, numberOf(request))
  rowPages(app, parts, {
    list: 'blocks',
    owned: true,
    part: 'block',
    tab: 'blocks',
    names: blockNames,
    called: () => '',
    async rows(request) {
      const block = await blockOf(db.read, request.user.id, numberOf(request))
      return block ? [block] : []
    },
    back: async ({ user }, tx, id) => blocksUrl(user, await pageFor(tx, user, id ?? -1, 1)),
    blank: (user) => blankBlock(db.read, user),
    show: (request, reply, open: Open) => show(request, reply, open),
    parse: parseBlock,
    add: (tx, { actor, user }, values) => placeBlock(tx, actor, user, values),
    change: (tx, { actor, user }, id, values, edit) => changeBlock(tx, actor, user, id, values, edit),
    mayEdit,
  })
  liftingPage(app, parts, { show, mayEdit })
}
