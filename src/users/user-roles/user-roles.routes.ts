import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, Gone, NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { institutionScope, patronRole, roleName } from '#roles/roles.ts'
import type { Typed } from '../field-values.ts'
import type { Places } from '../role-words.view.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts, TabPart } from '../user-scope.ts'
import { givingPages } from './giving.routes.ts'
import { mustGive } from './granting.ts'
import { valuesOf } from './role-values.ts'
import { parseNewRoles, parseRole, roleNames } from './user-roles.form.ts'
import { userRolesOf } from './user-roles.queries.ts'
import { changeRole, endRole, grantRoles, removeRole } from './user-roles.ts'
import type { OpenRole } from './user-roles.view.ts'
import { userRolesPage, userRolesRegion } from './user-roles.view.ts'

/** The roles of a user, a part of General information. */
export const userRolesPart: TabPart = {
  name: 'roles',
  async shown({ user, actor }, { db }) {
    return userRolesRegion(user, user.held, actor, await describer(db.read))
  },
  routes: userRolesRoutes,
}

const anyRole = { role: patronRole, scope: institutionScope }

async function userRolesRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock } = parts
  const heldBy = async ({ user }: FastifyRequest) =>
    (await userRolesOf(db.read, user.id)).map((row) => ({ ...row, ...valuesOf(row) }))
  const show = async (request: FastifyRequest, reply: FastifyReply, open: OpenRole) => {
    const { user, actor } = request
    const held = await heldBy(request)
    const row = held.find(({ id }) => id === open.row)
    if (row) mustGive(actor, user, row)
    return reply.userPage('users/user-roles/page', userRolesPage(user, held, actor, open, await placesOf(db.read)))
  }
  const mayEdit = ({ actor, user }: FastifyRequest) => {
    mustGive(actor, user, anyRole)
    if (user.recordType === 'CONTACT') throw new Forbidden(_('A contact has no roles.'))
  }

  rowPages(app, parts, {
    list: 'roles',
    part: 'role',
    tab: 'general',
    names: roleNames,
    called: (row) => roleName(Number(row.role)),
    rows: heldBy,
    show,
    // Adding and changing name different fields: each parses its own.
    parse: async (_tx, _user, typed) => typed,
    async add(tx, { actor, user }, typed) {
      return (await grantRoles(tx, actor, user, await parseNewRoles(tx, user, typed as Typed, clock.today())))[0] ?? 0
    },
    async change(tx, request, id, typed, edit) {
      const { actor, user } = request
      const held = (await heldBy(request)).find((row) => row.id === id)
      return changeRole(tx, actor, user, id, await parseRole(tx, user, typed as Typed, held), edit)
    },
    remove: (tx, { actor, user }, id) => removeRole(tx, actor, user, id),
    mayEdit,
  })
  endingPage(app, parts, { heldBy, show, mayEdit })
  givingPages(app, parts, mayEdit)
}

type Pages = {
  heldBy(request: FastifyRequest): Promise<{ id: number; role: number }[]>
  show(request: FastifyRequest, reply: FastifyReply, open: OpenRole): Promise<unknown>
  mayEdit(request: FastifyRequest): void
}

/** "End": the question, and the act. */
function endingPage(app: FastifyInstance, { db, clock }: ScopeParts, { heldBy, show, mayEdit }: Pages): void {
  formPage(app, '/roles/:row(^\\d{1,15}$)/ending', db, clock.now, {
    fields: [],
    async stored(request) {
      mayEdit(request)
      if (!(await heldBy(request)).some(({ id }) => id === numberOf(request)))
        throw new NotFound(_('This role is not on the record. It may have been removed meanwhile.'))
      return {}
    },
    show: (request, reply, form, trouble) =>
      show(request, reply, {
        list: 'roles',
        row: numberOf(request),
        mode: 'ending',
        form,
        trouble,
        version: request.user.version,
      }),
    async save(tx, request) {
      const { actor, user } = request
      mayEdit(request)
      const id = numberOf(request)
      const url = `/users/${user.id}/general`
      const name = roleName((await heldBy(request)).find((role) => role.id === id)?.role ?? -1)
      try {
        const changes = await endRole(tx, actor, user, id)
        const message = changes.length > 0 ? _('{name} has ended.', { name }) : _('{name} had ended already.', { name })
        return { url, message, at: `roles-${id}` }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url, message: _('It was removed meanwhile.') }
      }
    },
  })
}

async function placesOf(reader: Reader): Promise<Places> {
  const [libraries, desks, units] = [
    await codesOf(reader, 'Libraries'),
    await codesOf(reader, 'CirculationDesks'),
    await codesOf(reader, 'ServiceUnits'),
  ]
  return { libraries, desks, units }
}

const numberOf = (request: FastifyRequest) => Number((request.params as { row: string }).row)
