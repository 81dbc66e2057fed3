import type { FastifyInstance } from 'fastify'
import { _, _n } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { FormPage } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { enterFound } from '../fixing.ts'
import { mustBeMine } from '../rights.ts'
import { changeSet, finishFixing, removeSet } from '../sets.ts'
import { oneSet, setsUrl, setUrl } from './addresses.view.ts'
import { aboutIn, aboutNames, askedSet, seenSet } from './asked.form.ts'
import { clearing } from './clearing.form.ts'
import type { SetsParts } from './sets.routes.ts'

/** What the owner of a set does to it: what it is called and who sees it, fixing it, removing it. */
export function ownRoutes(app: FastifyInstance, { db, clock, timeZone }: SetsParts): void {
  const show =
    (template: string): FormPage['show'] =>
    async (request, reply, form, trouble) => {
      const set = await askedSet(request, db.read)
      mustBeMine(request.actor, set)
      // Whoever was told that it changed meanwhile goes on with the set as it is now.
      const version = trouble.message ? set.version : Number(form.values.version) || set.version
      return reply.page(`sets/${template}`, {
        form,
        trouble,
        version,
        name: set.name,
        url: setUrl(set),
        fixed: set.kind === 'fixed',
      })
    }

  formPage(app, `${oneSet}/edit`, db, clock.now, {
    id: 'edit',
    ...aboutNames,
    async stored(request) {
      const { name, description, shared } = await askedSet(request, db.read)
      return { name, description, shared: shared ? 'on' : '' }
    },
    show: show('edit'),
    async save(tx, request, typed) {
      const seen = seenSet(request, typed)
      const changed = await changeSet(tx, request.actor, seen, aboutIn(typed))
      return { url: setUrl(seen), message: changed ? _('Saved.') : _('Nothing was changed.') }
    },
  })

  formPage(app, `${oneSet}/fix`, db, clock.now, {
    id: 'fix',
    fields: [],
    async stored(request) {
      const set = await askedSet(request, db.read)
      if (set.kind !== 'live') throw new Conflict(_('{name} is fixed already.', { name: set.name }))
      return {}
    },
    show: show('fix'),
    before: ({ actor, params }) => enterFound(db, actor, Number((params as { set: string }).set), timeZone),
    async save(tx, request, typed, found) {
      const seen = seenSet(request, typed)
      await finishFixing(tx, request.actor, seen, Number(found))
      const n = Number(found)
      return { url: setUrl(seen), message: _n('The set is fixed: {n} user.', 'The set is fixed: {n} users.', n) }
    },
  })

  formPage(app, `${oneSet}/removal`, db, clock.now, {
    id: 'removal',
    fields: [],
    async stored(request) {
      await askedSet(request, db.read)
      return {}
    },
    show: show('removal'),
    async save(tx, request, typed) {
      const { name } = await removeSet(tx, request.actor, seenSet(request, typed))
      return { url: setsUrl, message: _('Removed {name}.', { name }) }
    },
    after: clearing(app, { db, clock }),
  })
}
