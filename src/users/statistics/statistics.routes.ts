import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { parseStatistic, statisticNames } from './statistics.form.ts'
import { statisticsOf } from './statistics.queries.ts'
import { addStatistic, changeStatistic, removeStatistic } from './statistics.ts'
import { statisticsPage } from './statistics.view.ts'

export async function statisticsRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db } = parts
  const show = async ({ actor, user }: FastifyRequest, reply: FastifyReply, open?: Open) =>
    reply.userPage(
      'users/statistics/page',
      statisticsPage({
        user,
        rows: await statisticsOf(db.read, user.id),
        categories: await codesOf(db.read, 'StatisticalCategories'),
        describe: await describer(db.read),
        editable: actor.may('edit users', user),
        open,
      }),
    )

  app.get('/', (request, reply) => show(request, reply))
  rowPages(app, parts, {
    list: 'statistics',
    owned: true,
    part: 'statistic',
    tab: 'statistics',
    names: statisticNames,
    called: (row) => String(row.name),
    async rows({ user }) {
      const describe = await describer(db.read)
      const rows = await statisticsOf(db.read, user.id)
      return rows.map((row) => ({ ...row, name: describe('StatisticalCategories', row.category) }))
    },
    show,
    parse: parseStatistic,
    add: (tx, { actor, user }, values) => addStatistic(tx, actor, user, values),
    change: (tx, { actor, user }, id, values, edit) => changeStatistic(tx, actor, user, id, values, edit),
    remove: (tx, { actor, user }, id) => removeStatistic(tx, actor, user, id),
    mayEdit: ({ actor, user }) => actor.must('edit users', user),
  })
}
