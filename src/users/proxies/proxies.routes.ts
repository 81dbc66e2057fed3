import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { showable } from '#platform/text.ts'
import { namer } from '../names.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { possibleSponsors } from './matches.queries.ts'
import { matchesRegion } from './matches.view.ts'
import { parseProxy, proxyNames } from './proxies.form.ts'
import { countLinks, pageOf, proxiesOf, sponsorOf, sponsorsOf } from './proxies.queries.ts'
import { addProxy, changeProxy, removeProxy } from './proxies.ts'
import { askedOf, proxiesPage, proxiesUrl } from './proxies.view.ts'

export async function proxiesRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock, timeZone } = parts
  const words = async () => ({
    describe: await describer(db.read),
    nameOf: await namer(db.read),
    today: clock.today(),
    timeZone,
  })
  // Whom a name finds; nothing is looked for before a person typed.
  const region = async ({ user }: FastifyRequest, text: string, chosen: string) =>
    matchesRegion(await possibleSponsors(db.read, user, text), chosen, text.trim() !== '', await words())

  async function show(request: FastifyRequest, reply: FastifyReply, open?: Open) {
    const { actor, user, query } = request
    const totals = await countLinks(db.read, user.id)
    const opened = open?.row === undefined ? undefined : await sponsorOf(db.read, user.id, open.row)
    const asked = { ...askedOf(query, totals), ...(opened ? { page: await pageOf(db.read, opened.proxy) } : {}) }
    const { sponsor = '', chosen = '' } = open?.form.values ?? {}
    return reply.userPage(
      'users/proxies/page',
      proxiesPage({
        user,
        sponsors: await sponsorsOf(db.read, user.id, asked),
        proxies: await proxiesOf(db.read, user.id, { page: asked.others }),
        totals,
        asked,
        words: await words(),
        matches: await region(request, String(sponsor), String(chosen)),
        editable: actor.may('edit users', user),
        open,
        gone: open?.mode === 'edit' && !opened,
      }),
    )
  }

  app.get('/', (request, reply) => show(request, reply))
  app.get('/matches', async (request, reply) => {
    request.actor.must('edit users', request.user)
    const { sponsor, chosen } = request.query as Record<string, unknown>
    return reply.page('users/proxies/_matches', await region(request, showable(String(sponsor ?? '')), String(chosen ?? '')))
  })
  rowPages(app, parts, {
    list: 'proxies',
    part: 'proxy',
    tab: 'proxies',
    names: proxyNames,
    called: (row) => String(row.name),
    async rows({ user, params }) {
      const linked = await sponsorOf(db.read, user.id, Number((params as { row?: string }).row))
      if (!linked) return []
      const name = (await namer(db.read))(linked.person)
      return [{ ...linked.proxy, name, sponsor: linked.person.primaryId, chosen: String(linked.person.id) }]
    },
    async back({ user, query }, tx, id) {
      const asked = askedOf(query, await countLinks(tx, user.id))
      const linked = id === undefined ? undefined : await sponsorOf(tx, user.id, id)
      return proxiesUrl(user, linked ? { ...asked, page: await pageOf(tx, linked.proxy) } : asked)
    },
    show,
    parse: parseProxy,
    add: (tx, { actor, user }, values) => addProxy(tx, actor, user, values),
    change: (tx, { actor, user }, id, values, edit) => changeProxy(tx, actor, user, id, values, edit),
    remove: (tx, { actor, user }, id) => removeProxy(tx, actor, user, id),
    mayEdit: ({ actor, user }) => actor.must('edit users', user),
    // "Find" fills nothing in: the page is drawn again with those whom the text finds.
    fill: async (_request, { generate }) => (generate === undefined ? undefined : {}),
  })
}
