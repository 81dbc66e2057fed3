import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { typedIn } from '#platform/web/forms.ts'
import { goTo } from '#platform/web/htmx.ts'
import { namer } from '#users/names.ts'
import type { BulkChange } from '../bulk.queries.ts'
import { changeNumbered, isListed, undoOf } from '../bulk.queries.ts'
import { bulkUrl, changeUrl } from './addresses.view.ts'
import type { BulkParts } from './bulk.routes.ts'
import { changePage, progressOf } from './change.view.ts'
import type { Outcome } from './rows.queries.ts'
import { outcomes, rowsFound, rowsOnPage } from './rows.queries.ts'
import { isWorking } from './words.view.ts'

export const oneChange = `${bulkUrl}/:bulk(^\\d{1,15}$)`

/** A number of an address; undefined where none stands. */
export const numberIn = (given: unknown, name: string): number | undefined => {
  const text = String((given as Record<string, unknown> | undefined)?.[name] ?? '')
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The change that an address names. Throws NotFound when there is none. */
export async function changeIn404(reader: Reader, { params }: FastifyRequest): Promise<BulkChange> {
  const change = await changeNumbered(reader, numberIn(params, 'bulk') ?? 0)
  if (!change) throw new NotFound(_('There is no such bulk change.'))
  return change
}

function outcomeIn(query: unknown, { applied, counts, state }: BulkChange): Outcome {
  const asked = outcomes.find((name) => name === typedIn(query, ['outcome']).outcome)
  if (asked) return asked
  if (state !== 'planned' && applied.skipped > 0) return 'skipped'
  if (state !== 'planned' && applied.done > 0) return 'done'
  return counts.change === 0 && counts.refuse > 0 ? 'refuse' : 'change'
}

/** What a change does or did: its counts, why some stay as they are, and the users one by one. */
export function changeRoutes(app: FastifyInstance, { db, timeZone }: BulkParts): void {
  app.get(oneChange, async (request, reply) => {
    const { query, actor } = request
    const change = await changeIn404(db.read, request)
    const outcome = outcomeIn(query, change)
    const wanted = { change: change.id, outcome, after: numberIn(query, 'after') ?? 0, limit: rowsOnPage + 1 }
    return reply.page(
      'bulk/change',
      changePage({
        change,
        undo: await undoOf(db.read, change.id),
        found: isWorking(change) ? [] : await rowsFound(db.read, wanted),
        forgotten: change.counts.users > 0 && !isWorking(change) && !(await isListed(db.read, change.id)),
        outcome,
        nameOf: await namer(db.read),
        actor,
        see: { describe: await describer(db.read), notes: actor.may('see notes') },
        timeZone,
      }),
    )
  })

  // Asked every two seconds while the page is open; once there is nothing to wait for, the whole page comes anew.
  app.get(`${oneChange}/progress`, { config: { polls: true } }, async (request, reply) => {
    const change = await changeIn404(db.read, request)
    const progress = progressOf(change)
    return progress ? reply.page('bulk/_progress', { progress }) : goTo(request, reply, changeUrl(change.id))
  })
}
