import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import type { RoleKey } from '#users/user-roles/profile-roles.ts'
import { isRole, profileRoleValues, roleText } from '#users/user-roles/profile-roles.ts'
import { addToProfile, changeInProfile, takeFromProfile } from '#users/user-roles/profile-rows.ts'
import { profileNumbered } from '#users/user-roles/profiles.queries.ts'
import { numberIn } from './places.ts'
import { parseNewRoles, parseRole, roleNames } from './profiles.form.ts'
import { editableIn, oneProfile, profileDrawer } from './profiles.routes.ts'
import { profileUrl } from './profiles.view.ts'
import type { RoleProfileParts } from './role-profiles.routes.ts'

const oneRole = `${oneProfile}/roles/:role(^\\d{1,9}$)/:scope`
const keyIn = (request: FastifyRequest): RoleKey => ({
  role: numberIn(request, 'role'),
  scope: (request.params as { scope: string }).scope,
})

/** The roles of a profile: each is put in, changed and taken out by a form of its own. */
export function profileRolesRoutes(app: FastifyInstance, parts: RoleProfileParts): void {
  const { db, clock } = parts
  const draw = profileDrawer(parts)
  const urlOf = (request: FastifyRequest) => profileUrl({ id: numberIn(request, 'profile') })

  formPage(app, `${oneProfile}/roles/new`, db, clock.now, {
    id: 'row',
    ...roleNames,
    async stored(request) {
      await editableIn(db.read, request)
      return { scope: institutionScope }
    },
    show: (request, reply, form, trouble) => draw(request, reply, { mode: 'role new', form, trouble }),
    async save(tx, request, typed) {
      const roles = await parseNewRoles(tx, typed)
      await addToProfile(tx, request.actor, numberIn(request, 'profile'), roles)
      return { url: urlOf(request), message: _n('{n} role was put in.', '{n} roles were put in.', roles.length) }
    },
  })

  formPage(app, `${oneRole}/edit`, db, clock.now, {
    id: 'row',
    ...roleNames,
    async stored(request) {
      const { roles } = await editableIn(db.read, request)
      const role = roles.find(isRole(keyIn(request))) ?? notThere()
      return { ...profileRoleValues(role), seen: roleText(role) }
    },
    async show(request, reply, form, trouble) {
      // Once it was said that someone else saved, the next save is meant.
      const seen = trouble.message ? await textNow(db.read, request) : String(form.values.seen ?? '')
      const known = { ...form, values: { ...form.values, seen } }
      return draw(request, reply, { mode: 'role edit', key: keyIn(request), form: known, trouble })
    },
    async save(tx, request, typed) {
      const [id, key] = [numberIn(request, 'profile'), keyIn(request)]
      const current = (await profileNumbered(tx, id))?.roles.find(isRole(key))
      const role = await parseRole(tx, key, typed, current && profileRoleValues(current))
      const seen = typed.seen === undefined ? undefined : String(typed.seen)
      const { changes } = await changeInProfile(tx, request.actor, id, role, { seen })
      return { url: urlOf(request), message: changes.length === 0 ? _('Nothing was changed.') : _('Saved.') }
    },
  })

  formPage(app, `${oneRole}/removal`, db, clock.now, {
    id: 'row',
    fields: [],
    async stored(request) {
      const { roles } = await editableIn(db.read, request)
      if (!roles.some(isRole(keyIn(request)))) notThere()
      return {}
    },
    show: (request, reply, form, trouble) => draw(request, reply, { mode: 'role removal', key: keyIn(request), form, trouble }),
    async save(tx, request) {
      const name = roleName(numberIn(request, 'role'))
      try {
        await takeFromProfile(tx, request.actor, numberIn(request, 'profile'), keyIn(request))
        return { url: urlOf(request), message: _('Removed {name}.', { name }) }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url: urlOf(request), message: _('It was removed meanwhile.') }
      }
    },
  })
}

async function textNow(reader: Reader, request: FastifyRequest): Promise<string> {
  const role = (await profileNumbered(reader, numberIn(request, 'profile')))?.roles.find(isRole(keyIn(request)))
  return role ? roleText(role) : ''
}

const notThere = (): never => {
  throw new NotFound(_('This role is not in the profile. It may have been taken out meanwhile.'))
}
