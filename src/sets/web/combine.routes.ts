import type { FastifyInstance } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustBeFree } from '../about.ts'
import { fillNew } from '../filling.ts'
import { idsOf } from '../members.queries.ts'
import { setSeenBy, setsSeenBy } from '../sets.queries.ts'
import { finishFixed } from '../sets.ts'
import { setsUrl, setUrl } from './addresses.view.ts'
import { aboutIn, aboutNames, askerOf } from './asked.form.ts'
import { clearing } from './clearing.form.ts'
import type { SetsParts } from './sets.routes.ts'

const hows = {
  either: _('Those in either of them'),
  both: _('Those in both of them'),
  without: _('Those in the first that are not in the second'),
} as const
type How = keyof typeof hows
const options = Object.entries(hows).map(([value, label]) => ({ value, label }))

/** Two sets become a third one, which is fixed. */
export function combineRoutes(app: FastifyInstance, { db, clock, timeZone }: SetsParts): void {
  const url = `${setsUrl}/combine`

  formPage(app, url, db, clock.now, {
    id: 'combine',
    fields: [...aboutNames.fields, 'one', 'how', 'two'],
    ticks: aboutNames.ticks,
    stored: async ({ query }) => ({ how: 'either', one: String((query as { set?: unknown }).set ?? '').slice(0, 15) }),
    async show({ actor }, reply, form, trouble) {
      const sets = (await setsSeenBy(db.read, actor)).map(({ id, name }) => ({ value: String(id), label: name }))
      return reply.page('sets/combine', { form, trouble, url, sets, hows: options, back: setsUrl })
    },
    async before(request, typed) {
      const { actor } = request
      const how = Object.hasOwn(hows, String(typed.how)) ? (typed.how as How) : refuse('how', _('Choose how they are combined.'))
      const [one, two] = [await chosen(actor, typed, 'one'), await chosen(actor, typed, 'two')]
      await mustBeFree(db.read, actor, aboutIn(typed))
      const asker = askerOf(request, timeZone)
      const ids = (await idsOf(db.read, one, asker)).with(await idsOf(db.read, two, asker), how)
      return fillNew(db, actor, ids)
    },
    async save(tx, { actor }, typed, prepared) {
      const about = aboutIn(typed)
      const id = await finishFixed(tx, actor, { filled: Number(prepared), about })
      return { url: setUrl({ id }), message: _('Saved as the set {name}.', { name: about.name.trim() }) }
    },
    after: clearing(app, { db, clock }),
  })

  async function chosen(actor: Actor, typed: Typed, field: 'one' | 'two') {
    const text = String(typed[field] ?? '')
    const set = /^\d{1,15}$/.test(text) ? await setSeenBy(db.read, Number(text), actor) : undefined
    return set ?? refuse(field, _('Choose a set.'))
  }
}
