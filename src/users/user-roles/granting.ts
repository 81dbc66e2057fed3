import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden } from '#platform/problems.ts'
import type { RoleParameters } from '#roles/rights.ts'
import { institutionScope, patronRole, roleByCode, roleName } from '#roles/roles.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'

export type Wanted = { role: number; scope: string; parameters?: RoleParameters | null }

/**
 * Why the actor may neither give nor take a role of this user; undefined when they may. Never one's own; only what one's
 * own roles permit, in their scope.
 */
export function barTo(actor: Actor, user: Touched, wanted: Wanted): string | undefined {
  if (actor.id === user.id) return _('Nobody changes their own roles. Ask another administrator.')
  if (!actor.may('manage roles', user)) return _('Your roles do not permit giving or taking roles of this user.')
  return barToRole(actor, wanted)
}

/**
 * The same for a role alone, whoever is to have it: for profiles and rules. Foyer itself gives Patron to each new Public
 * user, so everyone with the right may.
 */
export function barToRole(actor: Actor, { role, scope, parameters }: Wanted): string | undefined {
  if (role === patronRole && scope === institutionScope) return undefined
  const name = roleName(role)
  const permits = roleByCode(role)?.permits ?? []
  if (permits.length === 0) {
    return actor.mayIn('manage roles', institutionScope)
      ? undefined
      : _('{name} is carried for other systems: only someone who manages roles of the whole institution gives or takes it.', {
          name,
        })
  }
  // Whoever may not change restricted users gives no role that would.
  const on = parameters?.CantEditRestrictedUsers ? undefined : 'restricted users'
  if (actor.mayIn('manage roles', scope) && permits.every((permission) => actor.mayIn(permission, scope, on))) return undefined
  return _('{name} permits more than your own roles do, so you can neither give nor take it.', { name })
}

/** Throws Forbidden where the actor may not give or take a role. */
export function mustGive(actor: Actor, user: Touched, wanted: Wanted): void {
  actor.must('manage roles', user)
  const bar = barTo(actor, user, wanted)
  if (bar) throw new Forbidden(bar)
}
