import { parse } from 'node:querystring'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { searchFrom, searchUrl } from '#search/user-search.ts'
import { mustBeFree } from '../about.ts'
import { fillNew } from '../filling.ts'
import { countOf, idsOf, searchText } from '../members.queries.ts'
import { finishFixed, saveSearch } from '../sets.ts'
import { setsUrl, setUrl } from './addresses.view.ts'
import { aboutIn, aboutNames, askerOf } from './asked.form.ts'
import { clearing } from './clearing.form.ts'
import { searchWords } from './search-words.view.ts'
import type { SetsParts } from './sets.routes.ts'

const searchIn = (typed: { search?: unknown }) => searchFrom(parse(String(typed.search ?? '').slice(0, longest)))
const longest = 20_000

/** A search is saved as a set: as it is, or those whom it finds now. */
export function saveRoutes(app: FastifyInstance, { db, clock, timeZone }: SetsParts): void {
  const meant = (typed: Typed) => ({ id: 0, kind: 'live', search: searchText(searchIn(typed)) })

  formPage(app, `${setsUrl}/new`, db, clock.now, {
    id: 'save',
    fields: [...aboutNames.fields, 'kind', 'search'],
    ticks: aboutNames.ticks,
    stored: async ({ query }) => ({ kind: 'live', search: searchText(searchFrom(query)) }),
    async show(_request, reply, form, trouble) {
      const search = searchIn(form.values)
      const words = searchWords(search, await describer(db.read), clock.today())
      const kinds = [
        { value: 'live', label: _('The search: whoever it finds each time') },
        { value: 'fixed', label: _('A fixed list: those whom it finds now') },
      ]
      return reply.page('sets/save', { form, trouble, words, kinds, url: `${setsUrl}/new`, back: searchUrl(search) })
    },
    async before(request, typed) {
      await mustBeFree(db.read, request.actor, aboutIn(typed))
      if (typed.kind === 'fixed') return fillNew(db, request.actor, await idsOf(db.read, meant(typed), asker(request)))
      return countOf(db.read, meant(typed), asker(request))
    },
    async save(tx, { actor }, typed, prepared) {
      const about = aboutIn(typed)
      const isFixed = typed.kind === 'fixed'
      const id = isFixed
        ? await finishFixed(tx, actor, { filled: Number(prepared), about })
        : await saveSearch(tx, actor, about, meant(typed).search)
      return { url: setUrl({ id }), message: _('Saved as the set {name}.', { name: about.name.trim() }) }
    },
    after: clearing(app, { db, clock }),
  })

  const asker = (request: FastifyRequest) => askerOf(request, timeZone)
}
