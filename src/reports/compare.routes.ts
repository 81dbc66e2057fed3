import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { namer } from '#users/names.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { userNamedBy } from '#users/users.queries.ts'
import { compareRoles } from './compare.ts'
import { comparePage } from './compare.view.ts'
import type { ReportParts } from './reports.routes.ts'

const sides = ['one', 'other'] as const

/** Two users, named by their identifiers, and their roles side by side. */
export function compareRoutes(app: FastifyInstance, { db, clock }: ReportParts): void {
  app.get('/roles/compare', async ({ query }, reply) => {
    const typed = typedIn(query, sides)
    const found: NonNullable<Awaited<ReturnType<typeof userNamedBy>>>[] = []
    const problems: Problem[] = []
    for (const field of sides) {
      const identifier = (typed[field] ?? '').trim()
      const user = identifier === '' ? undefined : await userNamedBy(db.read, caseFold(identifier))
      if (user) found.push(user)
      else if (identifier !== '')
        problems.push({ field, message: _('No user has the identifier {identifier}. Enter another one.', { identifier }) })
    }
    const [one, other] = found
    const both = one && other ? [one, other] : []
    const compared = one && other ? compareRoles(await userRolesOf(db.read, one.id), await userRolesOf(db.read, other.id)) : []
    const form = problems.length > 0 ? refusedForm(typed, problems) : drawnForm({ one: '', other: '', ...typed })
    const [describe, nameOf] = [await describer(db.read), await namer(db.read)]
    return reply.page('reports/compare', comparePage({ form, people: both, compared, describe, nameOf, today: clock.today() }))
  })
}
