import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound, Refusal, refuse } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { namer } from '#users/names.ts'
import { planMerger } from '#users/record/merge-plan.ts'
import { lookedAt, mergeUsers, pairFor } from '#users/record/merging.ts'
import { findUser } from '#users/users.queries.ts'
import { chosenIn, mergeNames, namedIn, primaryTypes, sides, usualChoice } from './merging.form.ts'
import { namesBehind } from './merging.queries.ts'
import type { Shown } from './merging.view.ts'
import { mergingPage } from './merging.view.ts'
import { takingBack } from './taking-back.routes.ts'

export type MergingParts = { db: Db; clock: Clock; timeZone: string }

/** Two records of one person become one: who is kept, what goes over, and then the act, which History can take back. */
export async function mergingRoutes(app: FastifyInstance, parts: MergingParts): Promise<void> {
  const { db, clock } = parts
  app.addHook('preHandler', async ({ actor }) => {
    actor.must('see users')
    actor.must('export and change many')
  })

  formPage(app, '/users/merge', db, clock.now, {
    id: 'merge',
    ...mergeNames,
    stored: async ({ query }) => ({ keeper: '', gone: '', ...typedIn(query, sides) }),
    show: (request, reply, form, trouble) => show(request, reply, form, trouble),
    async save(tx, { actor }, typed) {
      const { found, problems } = await namedIn(tx, typed)
      if (problems.length > 0) throw new Refusal(problems)
      const { keeper, gone } = found
      if (!keeper || !gone) return refuse(keeper ? 'gone' : 'keeper', _('Enter the identifiers of two users.'))
      await mergeUsers(tx, actor, { keeper: keeper.id, gone: gone.id }, await chosenIn(tx, keeper, typed))
      const nameOf = await namer(tx)
      const message = _('{gone} was merged into {keeper}. History can take it back.', {
        gone: `${nameOf(gone)} (${gone.primaryId})`,
        keeper: nameOf(keeper),
      })
      return { url: `/users/${keeper.id}/general`, message }
    },
  })

  app.get('/users/:id(^\\d{1,15}$)/merge', async ({ params }, reply) => {
    const user = await findUser(db.read, Number((params as { id: string }).id))
    if (!user) throw new NotFound(_('There is no such user. It may have been removed meanwhile.'))
    return reply.redirect(`/users/merge?${new URLSearchParams({ keeper: user.primaryId })}`, 303)
  })
  takingBack(app, parts)

  async function show({ actor }: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) {
    const { found, problems } = await namedIn(db.read, form.values)
    const shown = form.dirty ? form : problems.length > 0 ? refusedForm(form.values, problems) : form
    const { keeper, gone } = found
    if (!keeper || !gone) return reply.page('merging/page', mergingPage(shown, trouble))
    try {
      const pair = await pairFor(db.read, actor, keeper.id, gone.id)
      const plan = await planMerger(db.read, actor, pair)
      const drawn = form.dirty
        ? { ...form, values: { ...form.values, seen: lookedAt(pair) } }
        : drawnForm({ ...form.values, ...(await usualChoice(db.read, pair, plan)) })
      const words: Shown = {
        pair,
        plan,
        describe: await describer(db.read),
        nameOf: await namer(db.read),
        people: await namesBehind(db.read, plan),
        types: await primaryTypes(db.read, pair.keeper),
      }
      return reply.page('merging/page', mergingPage(drawn, trouble, words))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return reply.page('merging/page', mergingPage(shown, { ...trouble, message: error.message }))
    }
  }
}
