import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { namer } from '#users/names.ts'
import { tellApart, tellApartNoMore } from '#users/record/different-people.ts'
import { moreOf, toldApart, usersNumbered } from './duplicates.queries.ts'
import type { Two } from './duplicates.view.ts'
import { askedOf, duplicatesPage, duplicatesUrl, pageSize } from './duplicates.view.ts'
import { likelyPairs } from './likely-pairs.ts'
import type { ReportParts } from './reports.routes.ts'

/** Pairs of users who may be one person: told apart for good, or merged. For those who may change many at once. */
export async function duplicatesRoutes(app: FastifyInstance, parts: ReportParts): Promise<void> {
  const { db, clock } = parts
  app.addHook('preHandler', async ({ actor }) => {
    actor.must('see users')
    actor.must('export and change many')
  })
  const show = drawer(parts)

  formPage(app, '/reports/duplicates', db, clock.now, {
    id: 'acts',
    fields: ['act'],
    stored: async () => ({}),
    show: (request, reply, _form, trouble) => show(request, reply, trouble),
    async save(tx, { actor, query }, typed) {
      const [, act, one = '', other = ''] = /^(apart|together) (\d{1,15}) (\d{1,15})$/.exec(String(typed.act ?? '')) ?? []
      if (!act) throw new Conflict(_('This page has no such button. Load it again.'))
      const two = [Number(one), Number(other)] as const
      const isDone = await (act === 'apart' ? tellApart : tellApartNoMore)(tx, actor, two)
      const message =
        act === 'apart'
          ? _('They are two people, and stand here no more. You can take that back under the pairs told apart.')
          : _('They may be one person again.')
      return { url: duplicatesUrl(askedOf(query)), message: isDone ? message : _('Nothing was changed.') }
    },
  })
}

const drawer =
  ({ db, clock, timeZone }: ReportParts) =>
  async ({ query }: FastifyRequest, reply: FastifyReply, trouble: Trouble) => {
    const asked = askedOf(query)
    const apart = await toldApart(db.read)
    const keys = new Set(apart.map(({ one, other }) => `${one} ${other}`))
    const likely = asked.apart ? [] : await likelyPairs(db.read, clock)
    const pairs = asked.apart
      ? apart.map(({ one, other, by }) => ({ one, other, by, reasons: [] }))
      : likely.filter(({ one, other }) => !keys.has(`${one} ${other}`))
    const people = await usersNumbered(db.read, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))])
    const there = pairs.flatMap(({ one, other, ...more }): Two[] => {
      const [first, second] = [people.get(one), people.get(other)]
      return first && second ? [{ one: first, other: second, ...more }] : []
    })
    const page = Math.min(asked.page, Math.max(1, Math.ceil(there.length / pageSize)))
    const two = there.slice((page - 1) * pageSize, page * pageSize)
    return reply.page(
      'reports/duplicates',
      duplicatesPage({
        two,
        total: there.length,
        apartTotal: apart.length,
        asked: { ...asked, page },
        more: await moreOf(
          db.read,
          two.flatMap(({ one, other }) => [one.id, other.id]),
        ),
        trouble,
        describe: await describer(db.read),
        nameOf: await namer(db.read),
        timeZone,
      }),
    )
  }
