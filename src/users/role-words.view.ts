import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { RoleParameters } from '#roles/rights.ts'
import type { Role } from '#roles/roles.ts'
import { institutionScope, patronRole, roleName } from '#roles/roles.ts'

export type Option = { value: string; label: string }

export const scopeWords = (scope: string, describe: Describe): string =>
  scope === institutionScope ? _('Institution') : describe('Libraries', scope)

/** What a role carries beside its scope, in words. */
export const carriedWords = (parameters: RoleParameters | null | undefined, describe: Describe): string[] => [
  ...(parameters?.CirculationDesk ? [describe('CirculationDesks', parameters.CirculationDesk)] : []),
  ...(parameters?.ServiceUnit ? [describe('ServiceUnits', parameters.ServiceUnit)] : []),
  ...(parameters?.CantEditRestrictedUsers ? [_('Changes nothing of restricted users')] : []),
]

/** The codes that a role's form offers: libraries, desks, service units, the disabled ones left out. */
export type Places = Record<'libraries' | 'desks' | 'units', ReadonlyMap<string, Code>>
export const enabledOptions = (codes: ReadonlyMap<string, Code>): Option[] =>
  [...codes.values()].filter(({ enabled }) => enabled).map(({ code, description }) => ({ value: code, label: description }))

/** Institution and libraries, as scopes that a role can have. */
export const scopeOptions = (libraries: ReadonlyMap<string, Code>): Option[] => [
  { value: institutionScope, label: _('Institution') },
  ...enabledOptions(libraries),
]

type RoleTold = { role: number; scope: string; parameters?: RoleParameters | null; days?: number | null }

/** A role of a profile as its history keeps it, in words. */
export function roleTextWords(text: string, describe: Describe): string {
  const { role, scope, parameters, days } = JSON.parse(text) as RoleTold
  const lasts = days ? [_n('{n} day', '{n} days', days)] : []
  return [roleName(role), scopeWords(scope, describe), ...carriedWords(parameters, describe), ...lasts].join(' · ')
}

export type RoleGroup = { label: string; options: Option[] }
/** Roles to choose from, in groups: the one for borrowing, those with rights here, those carried for other systems. */
export function roleGroups(offered: readonly Role[]): RoleGroup[] {
  const options = (of: readonly Role[]): Option[] => of.map(({ code, name }) => ({ value: String(code), label: name }))
  const carried = offered.filter(({ code, permits }) => permits.length === 0 && code !== patronRole)
  return [
    { label: _('Borrowing'), options: options(offered.filter(({ code }) => code === patronRole)) },
    { label: _('With rights in Foyer'), options: options(offered.filter(({ permits }) => permits.length > 0)) },
    {
      label: _('For other systems, no rights in Foyer'),
      options: options(carried.toSorted((one, other) => one.name.localeCompare(other.name))),
    },
  ].filter((group) => group.options.length > 0)
}
