import { addDays } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { roleName } from '#roles/roles.ts'
import type { RoleValues } from './role-values.ts'
import { parametersOf, valuesOf } from './role-values.ts'
import type { ProfileRole } from './user-roles.table.ts'

export type { ProfileRole } from './user-roles.table.ts'

import type { NewRole } from './user-roles.ts'

/** A role of a profile as forms speak of it. It has no status and no last day, but a number of days. */
export type ProfileRoleValues = Omit<RoleValues, 'status' | 'expiryDate'> & { days: number | null }

export const mostDays = 36_500
const mostRoles = 100

/** Which role of a profile is meant: none is there twice in one scope. */
export type RoleKey = { role: number; scope: string }
export const isRole =
  ({ role, scope }: RoleKey) =>
  (one: RoleKey): boolean =>
    one.role === role && one.scope === scope

export function profileRoleValues({ days = null, ...role }: ProfileRole): ProfileRoleValues {
  const { status: _status, expiryDate: _expiry, ...values } = valuesOf({ ...role, expiryDate: null })
  return { ...values, days }
}

/** The same role as it is kept: always in the same shape, so that equal ones are equal as texts. */
export const profileRoleOf = (values: ProfileRoleValues): ProfileRole => ({
  role: values.role,
  scope: values.scope,
  parameters: parametersOf(values),
  days: values.days,
})

/** The roles of a profile as they are given on a day. */
export const rolesGivenBy = (profile: { id: number; roles: readonly ProfileRole[] }, today: string): NewRole[] =>
  profile.roles.map(({ days, ...role }) => ({
    ...valuesOf({ ...role, expiryDate: days ? addDays(today, days) : null }),
    profileId: profile.id,
  }))

/** A role as history keeps it. */
export const roleText = (role: ProfileRole): string => JSON.stringify(profileRoleOf(profileRoleValues(role)))
/** What is wrong with the roles of a profile as a list. */
export function listProblems(roles: readonly ProfileRole[]): Problem[] {
  const problems: Problem[] = []
  if (roles.length > mostRoles)
    problems.push({ field: 'role', message: _('A profile holds at most {n} roles. Make another one.', { n: mostRoles }) })
  const twice = roles.find((role, n) => roles.findIndex(isRole(role)) < n)
  if (twice)
    problems.push({
      field: 'role',
      message: _('{name} is in this profile already, with the same scope.', { name: roleName(twice.role) }),
    })
  if (roles.some(({ days }) => days !== null && days !== undefined && !isSpan(days)))
    problems.push({
      field: 'days',
      message: _('Days must be a whole number from 1 to {n}, or empty for no end.', { n: mostDays }),
    })
  return problems
}

const isSpan = (days: number) => Number.isInteger(days) && days >= 1 && days <= mostDays
