import type { FastifyInstance } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import { drawnForm, typedIn } from '#platform/web/forms.ts'
import { authorBar, conditions, matchingRule } from '#users/user-roles/assignment.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'
import type { RoleProfileParts } from './role-profiles.routes.ts'
import { tryPage } from './try.view.ts'

/** The try-out: which rule somebody new would meet, why not the others, and what they would be given. Writes nothing. */
export function tryRoutes(app: FastifyInstance, { db, clock }: RoleProfileParts): void {
  app.get('/rules/try', async ({ query }, reply) => {
    const asked = typedIn(query, conditions)
    const newcomer = {
      recordType: asked.recordType ?? 'PUBLIC',
      userGroup: asked.userGroup || null,
      jobCategory: asked.jobCategory || null,
    }
    const rules = await everyRule(db.read)
    const met = matchingRule(rules, newcomer)
    return reply.page(
      'role-profiles/try',
      tryPage({
        form: drawnForm(newcomer),
        newcomer,
        rules,
        met,
        bar: met && (await authorBar(db.read, clock, met)),
        today: clock.today(),
        describe: await describer(db.read),
        groups: await codesOf(db.read, 'UserGroups'),
        jobs: await codesOf(db.read, 'JobTitles'),
      }),
    )
  })
}
