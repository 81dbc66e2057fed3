import type { FastifyInstance } from 'fastify'
import { _, _n } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { mustBeFree } from '../about.ts'
import { fillNew } from '../filling.ts'
import { usersAmong } from '../listed.queries.ts'
import { addMembers, mostAtOnce } from '../members.ts'
import { isMine } from '../rights.ts'
import { setsSeenBy } from '../sets.queries.ts'
import { finishFixed, getSet } from '../sets.ts'
import { setsUrl, setUrl } from './addresses.view.ts'
import { aboutIn, aboutNames, tickedIn } from './asked.form.ts'
import { clearing } from './clearing.form.ts'
import type { SetsParts } from './sets.routes.ts'

/** Ticked rows of a result go into a set: a new one, or one that there is. */
export function pickedRoutes(app: FastifyInstance, { db, clock }: SetsParts): void {
  const url = `${setsUrl}/picked`

  formPage(app, url, db, clock.now, {
    id: 'picked',
    fields: [...aboutNames.fields, 'into', 'user'],
    ticks: aboutNames.ticks,
    lists: ['user'],
    stored: async ({ query }) => ({ into: '', user: tickedIn((query as { user?: unknown }).user).slice(0, mostAtOnce) }),
    async show({ actor }, reply, form, trouble) {
      const { size } = await usersAmong(db.read, tickedIn(form.values.user))
      const own = (await setsSeenBy(db.read, actor)).filter((set) => set.kind === 'fixed' && isMine(actor, set))
      const into = own.map(({ id, name }) => ({ value: String(id), label: name }))
      const found = size === 0 ? '' : _n('{n} user is ticked.', '{n} users are ticked.', size)
      return reply.page('sets/picked', { form, trouble, url, found, into, back: '/users' })
    },
    async before({ actor }, typed) {
      const ids = await usersAmong(db.read, tickedIn(typed.user).slice(0, mostAtOnce))
      if (ids.size === 0) return refuse('', _('Nobody is ticked. Go back to the result and tick whom you mean.'))
      if (typed.into) return ids
      await mustBeFree(db.read, actor, aboutIn(typed))
      return fillNew(db, actor, ids)
    },
    async save(tx, { actor }, typed, prepared) {
      if (typeof prepared === 'number') {
        const about = aboutIn(typed)
        const id = await finishFixed(tx, actor, { filled: prepared, about })
        return { url: setUrl({ id }), message: _('Saved as the set {name}.', { name: about.name.trim() }) }
      }
      const set = await getSet(tx, actor, Number(typed.into) || 0)
      const n = await addMembers(tx, actor, set, prepared as Awaited<ReturnType<typeof usersAmong>>)
      return { url: setUrl(set), message: _n('{n} user was added.', '{n} users were added.', n) }
    },
    after: clearing(app, { db, clock }),
  })
}
