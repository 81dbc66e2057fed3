import type { Permission } from './permissions.ts'
import { institutionScope, roleByCode } from './roles.ts'

/**
 * What a role carries beside its scope, by the names of the field. CantEditRestrictedUsers: whoever holds it so sees
 * restricted users and changes nothing of theirs.
 */
export type RoleParameters = { CirculationDesk?: string; ServiceUnit?: string; CantEditRestrictedUsers?: true }

export type HeldRole = {
  role: number
  scope: string
  status: string
  expiryDate: string | null
  parameters?: RoleParameters | null
}

/** A role counts while it is active and its last day has not passed. */
export const counts = (held: HeldRole, today: string): boolean =>
  held.status === 'ACTIVE' && (held.expiryDate === null || held.expiryDate >= today)

/** All that a person's roles permit on a day: the union of the roles that count. */
export function permissionsOf(held: readonly HeldRole[], today: string): ReadonlySet<Permission> {
  return new Set(held.filter((role) => counts(role, today)).flatMap((role) => roleByCode(role.role)?.permits ?? []))
}

/** The same in one scope: by the roles given for it, and by those that hold for the whole institution. */
export const permissionsIn = (held: readonly HeldRole[], scope: string, today: string): ReadonlySet<Permission> =>
  permissionsOf(
    held.filter((role) => role.scope === scope || role.scope === institutionScope),
    today,
  )

/** The roles that may be used on restricted users too. */
export const unrestricted = (held: readonly HeldRole[]): HeldRole[] =>
  held.filter(({ parameters }) => !parameters?.CantEditRestrictedUsers)

/** Which users are restricted: by their group, or by a role that they hold. */
export type Restricted = { groups: ReadonlySet<string>; roles: ReadonlySet<number> }

export const isRestricted = (
  { groups, roles }: Restricted,
  user: { userGroup: string | null; held: readonly HeldRole[] },
  today: string,
): boolean =>
  (user.userGroup !== null && groups.has(user.userGroup)) || user.held.some((role) => roles.has(role.role) && counts(role, today))
