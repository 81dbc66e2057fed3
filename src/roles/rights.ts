import type { Permission } from './permissions.ts'
import { institutionScope, roleByCode } from './roles.ts'

/** What a role carries beside its scope, by the names of the field. CantEditRestrictedUsers: it sees restricted users and changes nothing of theirs. */
export type RoleParameters = { CirculationDesk?: string; ServiceUnit?: string; CantEditRestrictedUsers?: true }

export type HeldRole = { role: number; scope: string; status: string; expiryDate: string | null }

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
