import type { FastifyInstance, FastifyRequest } from 'fastify'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Db } from '#platform/db/database.ts'
import { drawnForm } from '#platform/web/forms.ts'
import { namer } from '../names.ts'
import { inBin, pageSize } from './bin.queries.ts'
import { binPage } from './bin-list.view.ts'
import { wholeRights } from './reasons-against.ts'

type Asked = FastifyRequest<{ Querystring: Record<string, string | string[]> }>
const longest = 255

/** Everyone in the bin, the newest first. */
export async function binListRoutes(app: FastifyInstance, { db, timeZone }: { db: Db; timeZone: string }): Promise<void> {
  app.get('/users/bin', async (request: Asked, reply) => {
    request.actor.must('see users')
    request.actor.must(wholeRights.restore)
    const q = String([request.query.find ?? ''].flat().at(-1)).slice(0, longest)
    const asked = String([request.query.page ?? ''].flat().at(-1))
    const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
    const { rows, total } = await inBin(db.read, { q, page })
    if (rows.length === 0 && page > 1) {
      const last = Math.max(1, Math.ceil(total / pageSize))
      return reply.redirect(`/users/bin?${new URLSearchParams({ ...(q ? { find: q } : {}), page: String(last) })}`, 303)
    }
    const days = Number(await settingNow(db.read, 'bin_days'))
    const nameOf = await namer(db.read)
    return reply.page(
      'users/record/bin-list',
      binPage({ q, page, rows, total, nameOf, days, timeZone, form: drawnForm({ find: q }) }),
    )
  })
}
