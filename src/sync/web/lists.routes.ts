import type { FastifyInstance } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, refuse } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { namer } from '#users/names.ts'
import { runUrl, withQuery } from './addresses.view.ts'
import { absentOf, countInternalMet, everyInternalMet, internalMet, lastFull, lastRead } from './lists.queries.ts'
import { absentPage, internalPage } from './lists.view.ts'
import { numberIn, oneProfile, profileIn404 } from './profile.routes.ts'
import type { SyncParts } from './sync.routes.ts'

const usualRuns = 3
const mostRuns = 30

/** Who was rejected, who is missing, and who is the library's own although a file holds them. */
export function listsRoutes(app: FastifyInstance, parts: SyncParts): void {
  rejected(app, parts)
  absent(app, parts)
  internal(app, parts)
}

function rejected(app: FastifyInstance, { db }: SyncParts): void {
  app.get(`${oneProfile}/rejected`, async (request, reply) => {
    const profile = await profileIn404(db.read, request)
    const run = await lastRead(db.read, profile.id)
    if (!run) throw new Conflict(_('No file of this profile was read yet.'))
    return reply.redirect(withQuery(runUrl(run.id), { outcome: 'rejected' }), 303)
  })
}

function absent(app: FastifyInstance, { db }: SyncParts): void {
  app.get(`${oneProfile}/absent`, async (request, reply) => {
    const profile = await profileIn404(db.read, request)
    const { runs: typed = '' } = typedIn(request.query, ['runs'])
    const isRight = typed === '' || (/^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= mostRuns)
    const asked = isRight && typed !== '' ? Number(typed) : usualRuns
    const message = _('Full runs must be a whole number from 1 to {n}.', { n: mostRuns })
    const form = isRight ? drawnForm({ runs: asked }) : refusedForm({ runs: typed }, [{ field: 'runs', message }])
    const runs = await lastFull(db.read, profile.code, asked)
    const after = Math.max(0, numberIn(request.query, 'after'))
    const found = runs.length < asked ? { people: [], next: undefined } : await absentOf(db.read, profile.code, runs, after)
    return reply.page('sync/absent', absentPage({ profile, form, asked, runs, ...found, nameOf: await namer(db.read) }))
  })
}

function internal(app: FastifyInstance, { db, clock, engine }: SyncParts): void {
  formPage(app, `${oneProfile}/internal`, db, clock.now, {
    id: 'internal',
    fields: ['users', 'all'],
    lists: ['users'],
    async stored(request) {
      await profileIn404(db.read, request)
      return { users: [] }
    },
    async show(request, reply, form, trouble) {
      const profile = await profileIn404(db.read, request)
      const run = await lastRead(db.read, profile.id)
      const after = Math.max(0, numberIn(request.query, 'after'))
      const people = run ? await internalMet(db.read, run.id, after) : []
      const total = run ? await countInternalMet(db.read, run.id) : 0
      const nameOf = await namer(db.read)
      return reply.page('sync/internal', internalPage({ profile, run, people, total, after, form, trouble, nameOf }))
    },
    // The plan is written in transactions of its own.
    async before(request, typed) {
      const profile = await profileIn404(db.read, request)
      const run = await lastRead(db.read, profile.id)
      const met = run ? await everyInternalMet(db.read, run.id) : []
      const ticked = new Set([typed.users ?? []].flat().map(Number))
      const chosen = typed.all === 'yes' ? met : met.filter((id) => ticked.has(id))
      if (chosen.length === 0) refuse('users', _('Nobody was ticked. Tick those whom the source is to own.'))
      return engine.planExternal(request.actor, profile, chosen)
    },
    async save(_tx, _request, _typed, run) {
      return { url: runUrl(Number(run)), message: _('This is what would become of them. Nothing is written yet.') }
    },
  })
}
