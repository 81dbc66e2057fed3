import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { typedIn } from '#platform/web/forms.ts'
import { goTo } from '#platform/web/htmx.ts'
import { runUrl, syncUrl } from './addresses.view.ts'
import type { SyncRun } from './overview.queries.ts'
import { profileNumbered, runNumbered, undoOf } from './overview.queries.ts'
import { numberIn } from './profile.routes.ts'
import { rowPage } from './row.view.ts'
import type { RowFilter } from './rows.queries.ts'
import { rejectedPlans, rowNumbered, rowsOf } from './rows.queries.ts'
import { progressOf, runPage } from './run.view.ts'
import { isWorking, outcomes } from './run-words.view.ts'
import type { SyncParts } from './sync.routes.ts'
import { unknownIn } from './unknown-codes.ts'

export const oneRun = `${syncUrl}/runs/:run(^\\d{1,15}$)`

/** The run that an address names. Throws NotFound when there is none. */
export async function runIn404(reader: Reader, { params }: FastifyRequest): Promise<SyncRun> {
  const run = await runNumbered(reader, numberIn(params, 'run'))
  if (!run) throw new NotFound(_('There is no such run. Old ones are forgotten.'))
  return run
}

const filters: readonly string[] = [...outcomes, 'taken back', 'external']

function filterIn(query: unknown): RowFilter {
  const { outcome = '', text = '', after = '' } = typedIn(query, ['outcome', 'text', 'after'])
  return {
    outcome: filters.includes(outcome) ? (outcome as RowFilter['outcome']) : '',
    text: text.trim().slice(0, 255),
    after: /^\d{1,15}$/.test(after) ? Number(after) : 0,
  }
}

/** What a run does or did: its counts, its users, and each of them field by field. */
export function runRoutes(app: FastifyInstance, { db, timeZone }: SyncParts): void {
  const seeOf = async ({ actor }: FastifyRequest) => ({ describe: await describer(db.read), notes: actor.may('see notes') })

  app.get(oneRun, async (request, reply) => {
    const run = await runIn404(db.read, request)
    const filter = filterIn(request.query)
    const working = isWorking(run)
    return reply.page(
      'sync/run',
      runPage({
        run,
        profile: run.profileId === null ? undefined : await profileNumbered(db.read, run.profileId),
        undo: await undoOf(db.read, run.id),
        found: working ? { rows: [], next: undefined, stopped: false } : await rowsOf(db.read, run.id, filter),
        filter,
        unknown: working ? [] : unknownIn((await rejectedPlans(db.read, run.id)).map(({ plan }) => plan)),
        actor: request.actor,
        see: await seeOf(request),
        timeZone,
      }),
    )
  })

  // Asked every two seconds while the page is open; once there is nothing to wait for, the whole page comes anew.
  app.get(`${oneRun}/progress`, { config: { polls: true } }, async (request, reply) => {
    const run = await runIn404(db.read, request)
    const progress = progressOf(run)
    return progress ? drawProgress(reply, progress) : goTo(request, reply, runUrl(run.id))
  })

  app.get(`${oneRun}/rows/:row(^\\d{1,15}$)`, async (request, reply) => {
    const run = await runIn404(db.read, request)
    const row = await rowNumbered(db.read, run.id, numberIn(request.params, 'row'))
    if (!row) throw new NotFound(_('There is no such row in this run.'))
    return reply.page('sync/row', rowPage({ run, row, see: await seeOf(request) }))
  })
}

const drawProgress = (reply: FastifyReply, progress: NonNullable<ReturnType<typeof progressOf>>) =>
  reply.page('sync/_progress', { progress })
