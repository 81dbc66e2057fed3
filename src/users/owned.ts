import type { Permission } from '#roles/permissions.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'

/**
 * Whether something on a user that belongs to a library (null: to the institution) is the actor's to change. One and the
 * same role must allow it: one that holds for that library and, where the user is restricted, carries no limit.
 */
export const mayChangeOwned = (actor: Actor, permission: Permission, user: Touched, owner: unknown): boolean =>
  actor.may(permission, user) && (typeof owner !== 'string' || actor.mayIn(permission, owner, user))
