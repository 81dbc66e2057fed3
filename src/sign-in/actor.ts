import type { Author, Door } from '#history/history.ts'
import type { Clock } from '#platform/clock.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import { everyPermission } from '#roles/permissions.ts'
import type { HeldRole, Restricted } from '#roles/rights.ts'
import { counts, isRestricted, permissionsIn, permissionsOf, unrestricted } from '#roles/rights.ts'
import { roleByCode } from '#roles/roles.ts'

/** A user as rights see them: some are restricted, and some are staff. */
export type Touched = { id: number; userGroup: string | null; held: readonly HeldRole[] }

/** Who acts, through which door, and what their roles permit today. */
export type Actor = Author & {
  clock: Clock
  permissions: ReadonlySet<Permission>
  /** The user whom it concerns rides along wherever something is changed: restricted ones are not everyone's. */
  may(permission: Permission, user?: Touched): boolean
  /** Whether the actor may in a scope, that of one library or the whole institution: on this user, or on anyone restricted. */
  mayIn(permission: Permission, scope: string, on?: 'restricted users' | Touched): boolean
  /** Throws Forbidden without the permission. */
  must(permission: Permission, user?: Touched): void
}

type ActorParts = {
  id: number | null
  name: string
  door: Door
  doorDetail?: string | null
  clock: Clock
  permissions: ReadonlySet<Permission>
  /** The roles that the permissions come from. Without them the permissions hold everywhere, on everyone. */
  held?: readonly HeldRole[]
  restricted?: Restricted
}

const nobody: Restricted = { groups: new Set(), roles: new Set() }

export function makeActor({
  id,
  name,
  door,
  doorDetail = null,
  clock,
  permissions,
  held,
  restricted = nobody,
}: ActorParts): Actor {
  const today = clock.today()
  const free = held ? unrestricted(held) : []
  const limited = held !== undefined && free.length < held.length
  const onRestricted = limited ? permissionsOf(free, today) : permissions
  const isBarred = (permission: Permission, user?: Touched) =>
    limited && user && changes(permission) && !onRestricted.has(permission) && isRestricted(restricted, user, today)
  const isLimitedOn = (on?: 'restricted users' | Touched) =>
    on && (on === 'restricted users' || isRestricted(restricted, on, today))
  const may = (permission: Permission, user?: Touched) => permissions.has(permission) && !isBarred(permission, user)
  return {
    id,
    name,
    door,
    doorDetail,
    clock,
    permissions,
    may,
    mayIn: (permission, scope, on) =>
      (held ? permissionsIn(isLimitedOn(on) ? free : held, scope, today) : permissions).has(permission),
    now: () => clock.now(),
    must(permission, user) {
      if (may(permission, user)) return
      throw new Forbidden(
        permissions.has(permission)
          ? _('This user is restricted: with your roles you see the record and change nothing of it.')
          : _('Your roles do not permit this. It needs the right to {permission}.', { permission }),
      )
    },
  }
}

const changes = (permission: Permission) => !permission.startsWith('see ')

/** A command typed on the machine: every permission, under its own name in the history. */
export const commandActor = (command: string, clock: Clock, door: Door = 'command'): Actor =>
  makeActor({ id: null, name: _('Command line'), door, doorDetail: command, clock, permissions: everyPermission })

/**
 * Staff are protected: what lets a person in or keeps them out (identifiers, e-mail addresses, status, dates, password)
 * may be changed for a user with rights only by someone who manages roles and has every right of that user.
 */
export function mustOutrank(actor: Actor, user: Touched): void {
  if (!outranks(actor, user)) {
    throw new Forbidden(
      _(
        'This user is staff. Changing identifiers, e-mail addresses, status, dates or password of staff needs the right to manage roles and every right that they have.',
      ),
    )
  }
}

/**
 * Whether the actor may change what is protected on this user. A right counts where it holds, for one library or for all,
 * and with the limit that its role carries: else a manager of one library, or one who may not change restricted users,
 * would sign in as somebody who is bound by neither.
 */
export function outranks(actor: Actor, { held }: Touched): boolean {
  const theirs = held.filter((role) => counts(role, actor.clock.today()))
  const rights = theirs.flatMap(({ role, scope, parameters }) => {
    const on = parameters?.CantEditRestrictedUsers ? undefined : ('restricted users' as const)
    return (roleByCode(role)?.permits ?? []).map((permission) => ({ permission, scope, on }))
  })
  if (rights.length === 0) return true
  if (!actor.may('manage roles')) return false
  return rights.every(({ permission, scope, on }) =>
    changes(permission) ? actor.mayIn(permission, scope, on) : actor.may(permission),
  )
}
