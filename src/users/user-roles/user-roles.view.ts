import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { HeldRole } from '#roles/rights.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope, patronRole, roleName, roles } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { statuses, wordFor } from '../fields.ts'
import type { Open } from '../row-pages.ts'
import type { KnownUser } from '../users.queries.ts'
import { barTo } from './granting.ts'

type Held = HeldRole & { id: number }
type Option = { value: string; label: string }
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
export type UserRolesRegion = { rows: Row[]; addUrl: string | undefined; note: string | undefined; empty: string }

/** What is open in it: a form, or a question before a role is ended or removed. */
export type OpenRole = Omit<Open, 'mode'> & { mode: Open['mode'] | 'ending' }
export type UserRolesPage = {
  open: OpenRole
  choices: { label: string; options: Option[] }[]
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
  return {
    rows: held.map((role) => rowOf(user, role, actor, describe)),
    addUrl: manages && !own && !isContact ? `${rolesUrl(user)}/new` : undefined,
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
    carries: carriedWords(held, describe),
    status: { label: expired ? _('Expired') : wordFor(held.status), kind: stands ? 'ok' : 'bad' },
    expires: held.expiryDate ?? '',
    ...(barTo(actor, user, held) ? {} : acts),
  }
}

export const scopeWords = (scope: string, describe: Describe): string =>
  scope === institutionScope ? _('Institution') : describe('Libraries', scope)

const carriedWords = ({ parameters }: Held, describe: Describe): string[] => [
  ...(parameters?.CirculationDesk ? [describe('CirculationDesks', parameters.CirculationDesk)] : []),
  ...(parameters?.ServiceUnit ? [describe('ServiceUnits', parameters.ServiceUnit)] : []),
  ...(parameters?.CantEditRestrictedUsers ? [_('Changes nothing of restricted users')] : []),
]

/** The codes that a role's form offers: libraries, desks, service units, the disabled ones left out. */
export type Places = Record<'libraries' | 'desks' | 'units', ReadonlyMap<string, Code>>
const optionsOf = (codes: ReadonlyMap<string, Code>): Option[] =>
  [...codes.values()].filter(({ enabled }) => enabled).map(({ code, description }) => ({ value: code, label: description }))

/** The roles that the actor may give this user and that it does not hold yet, with what was chosen. */
export function userRolesPage(user: KnownUser, held: Held[], actor: Actor, open: OpenRole, places: Places): UserRolesPage {
  const chosen = [open.form.values.role ?? [], open.form.values.more ?? []].flat()
  const scopes = [{ value: institutionScope, label: _('Institution') }, ...optionsOf(places.libraries)].filter(({ value }) =>
    actor.mayIn('manage roles', value),
  )
  const has = (role: number) => scopes.every(({ value }) => held.some((one) => one.role === role && one.scope === value))
  // The one that restricts its holder is what someone so restricted may still give.
  const bar = (role: number) =>
    scopes.every(({ value }) => barTo(actor, user, { role, scope: value, parameters: { CantEditRestrictedUsers: true } }))
  const offered = roles.filter(({ code }) => chosen.includes(String(code)) || (!has(code) && !bar(code)))
  const options = (of: typeof offered): Option[] => of.map(({ code, name }) => ({ value: String(code), label: name }))
  const carried = offered.filter(({ code, permits }) => permits.length === 0 && code !== patronRole)
  return {
    open,
    choices: [
      { label: _('Borrowing'), options: options(offered.filter(({ code }) => code === patronRole)) },
      { label: _('With rights in Foyer'), options: options(offered.filter(({ permits }) => permits.length > 0)) },
      {
        label: _('For other systems, no rights in Foyer'),
        options: options(carried.toSorted((one, other) => one.name.localeCompare(other.name))),
      },
    ].filter((group) => group.options.length > 0),
    scopes,
    desks: optionsOf(places.desks),
    units: optionsOf(places.units),
    statuses: statuses.map((value) => ({ value, label: wordFor(value) })),
  }
}
