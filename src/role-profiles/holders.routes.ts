import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _n } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { namer } from '#users/names.ts'
import type { Reapplied } from '#users/user-roles/reapply.ts'
import { planReapplying, reapplyProfile } from '#users/user-roles/reapply.ts'
import { holdersPage } from './holders.view.ts'
import { numberIn } from './places.ts'
import { oneProfile, profileIn } from './profiles.routes.ts'
import { profileUrl } from './profiles.view.ts'
import type { RoleProfileParts } from './role-profiles.routes.ts'

/** Re-applying a profile to those who hold roles from it: shown first, then done. */
export function holdersRoutes(app: FastifyInstance, { db, clock }: RoleProfileParts): void {
  formPage(app, `${oneProfile}/holders`, db, clock.now, {
    id: 'reapply',
    fields: ['mark'],
    async stored(request) {
      await profileIn(db.read, request)
      return {}
    },
    async show(request, reply, _form, trouble) {
      const profile = await profileIn(db.read, request)
      const found = await planReapplying(db.read, request.actor, profile.id)
      const [describe, nameOf] = [await describer(db.read), await namer(db.read)]
      return reply.page('role-profiles/holders', holdersPage({ profile, ...found, describe, nameOf, trouble }))
    },
    // Outside the transaction of the form: it has as many of its own as there are slices.
    before: (request, { mark }) =>
      reapplyProfile(db, request.actor, numberIn(request, 'profile'), mark === undefined ? undefined : String(mark)),
    async save(_tx, request, _typed, prepared) {
      const { done, kept } = prepared as Reapplied
      const said = _n('{n} user was brought up to date.', '{n} users were brought up to date.', done)
      const message = kept === 0 ? said : `${said} ${_n('{n} was not: see below.', '{n} were not: see below.', kept)}`
      return { url: `${profileUrl({ id: numberIn(request, 'profile') })}/holders`, message }
    },
  })
}
