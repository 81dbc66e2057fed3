import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { HeldRole } from '#roles/rights.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope, patronRole, roleName, roles } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { statuses, wordFor } from '../fields.ts'
import type { Option, Places, RoleGroup } from '../role-words.view.ts'
import { carriedWords, enabledOptions, roleGroups, scopeOptions, scopeWords } from '../role-words.view.ts'
import type { Open } from '../row-pages.ts'
import type { KnownUser } from '../users.queries.ts'
import { barTo } from './granting.ts'

type Held = HeldRole & { id: number }
type Row = {
  id: number
  anchor: string
  name: string
  scope: string
  /** What the role carries beside its scope, in words. */
  carries: string[]
  status: { label: string; kind: 'ok' | 'bad' }
  expires: string
  /** Where the actor may change the role. */
  edit?: string
  ending?: string | undefined
  removal?: string
}
/** What the region "Roles" shows on each page of its tab. `note` says why there is no form. */
export type UserRolesRegion = {
  rows: Row[]
  addUrl: string | undefined
  more: { url: string; label: string }[]
  note: string | undefined
  empty: string
}

/** What is open in it: a form, or a question before a role is ended or removed. */
export type OpenRole = Omit<Open, 'mode'> & { mode: Open['mode'] | 'ending' }
export type UserRolesPage = {
  open: OpenRole
  /** Whether the role that is edited was removed meanwhile: another may be given. */
  gone: boolean
  choices: RoleGroup[]
  scopes: Option[]
  desks: Option[]
  units: Option[]
  statuses: Option[]
}

export const rolesUrl = (user: { id: number }) => `/users/${user.id}/general/roles`

export function userRolesRegion(user: KnownUser, held: Held[], actor: Actor, describe: Describe): UserRolesRegion {
  const isContact = user.recordType === 'CONTACT'
  const manages = actor.may('manage roles')
  const own = manages && actor.id === user.id ? barTo(actor, user, { role: patronRole, scope: institutionScope }) : undefined
  const adds = manages && !own && !isContact
  return {
    rows: held.map((role) => rowOf(user, role, actor, describe)),
    addUrl: adds ? `${rolesUrl(user)}/new` : undefined,
    more: adds
      ? [
          { url: `${rolesUrl(user)}/profile`, label: _('Add from profile') },
          { url: `${rolesUrl(user)}/copy`, label: _('Copy roles from another user') },
        ]
      : [],
    note: own,
    empty: isContact ? _('A contact has no roles.') : _('No role yet.'),
  }
}

function rowOf(user: KnownUser, held: Held, actor: Actor, describe: Describe): Row {
  const url = `${rolesUrl(user)}/${held.id}`
  const stands = counts(held, actor.clock.today())
  const expired = held.status === 'ACTIVE' && !stands
  const acts = { edit: `${url}/edit`, ending: stands ? `${url}/ending` : undefined, removal: `${url}/removal` }
  return {
    id: held.id,
    anchor: `roles-${held.id}`,
    name: roleName(held.role),
    scope: scopeWords(held.scope, describe),
    carries: carriedWords(held.parameters, describe),
    status: { label: expired ? _('Expired') : wordFor(held.status), kind: stands ? 'ok' : 'bad' },
    expires: held.expiryDate ?? '',
    ...(barTo(actor, user, held) ? {} : acts),
  }
}

/** The roles that the actor may give this user and that it does not hold yet, with what was chosen. */
export function userRolesPage(user: KnownUser, held: Held[], actor: Actor, open: OpenRole, places: Places): UserRolesPage {
  const chosen = [open.form.values.role ?? [], open.form.values.more ?? []].flat()
  const scopes = scopeOptions(places.libraries).filter(({ value }) => actor.mayIn('manage roles', value))
  const scopesOf = (role: number) => (role === patronRole ? [institutionScope] : scopes.map(({ value }) => value))
  const has = (role: number) => scopesOf(role).every((scope) => held.some((one) => one.role === role && one.scope === scope))
  // The one that restricts its holder is what someone so restricted may still give.
  const bar = (role: number) =>
    scopesOf(role).every((scope) => barTo(actor, user, { role, scope, parameters: { CantEditRestrictedUsers: true } }))
  const offered = roles.filter(({ code }) => chosen.includes(String(code)) || (!has(code) && !bar(code)))
  return {
    open,
    gone: open.mode === 'edit' && !held.some(({ id }) => id === open.row),
    choices: roleGroups(offered),
    scopes,
    desks: enabledOptions(places.desks),
    units: enabledOptions(places.units),
    statuses: statuses.map((value) => ({ value, label: wordFor(value) })),
  }
}
