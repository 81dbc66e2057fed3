import type { Author, Door } from '#history/history.ts'
import type { Clock } from '#platform/clock.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import { everyPermission } from '#roles/permissions.ts'
import type { HeldRole } from '#roles/rights.ts'
import { permissionsIn, permissionsOf } from '#roles/rights.ts'
import { rolesHeldBy } from '#roles/roles.queries.ts'

/** Who acts, through which door, and what their roles permit today. */
export type Actor = Author & {
  clock: Clock
  permissions: ReadonlySet<Permission>
  may(permission: Permission): boolean
  /** Whether the actor may in a scope: that of one library, or the whole institution. */
  mayIn(permission: Permission, scope: string): boolean
  /** Throws Forbidden without the permission. The user it concerns rides along: rights may depend on whom they touch. */
  must(permission: Permission, user?: { id: number }): void
}

type ActorParts = {
  id: number | null
  name: string
  door: Door
  doorDetail?: string | null
  clock: Clock
  permissions: ReadonlySet<Permission>
  /** The roles that the permissions come from. Without them the permissions hold everywhere. */
  held?: readonly HeldRole[]
}

export function makeActor({ id, name, door, doorDetail = null, clock, permissions, held }: ActorParts): Actor {
  const may = (permission: Permission) => permissions.has(permission)
  return {
    id,
    name,
    door,
    doorDetail,
    clock,
    permissions,
    may,
    mayIn: (permission, scope) => (held ? permissionsIn(held, scope, clock.today()) : permissions).has(permission),
    now: () => clock.now(),
    must(permission) {
      if (!may(permission))
        throw new Forbidden(_('Your roles do not permit this. It needs the right to {permission}.', { permission }))
    },
  }
}

/** A command typed on the machine: every permission, under its own name in the history. */
export const commandActor = (command: string, clock: Clock, door: Door = 'command'): Actor =>
  makeActor({ id: null, name: _('Command line'), door, doorDetail: command, clock, permissions: everyPermission })

/**
 * Staff are protected: what lets a person in or keeps them out (identifiers, e-mail addresses, status, dates, password)
 * may be changed for a user with rights only by someone who manages roles and has every right of that user.
 */
export async function mustOutrank(reader: Reader, actor: Actor, user: { id: number }): Promise<void> {
  if (!(await outranks(reader, actor, user))) {
    throw new Forbidden(
      _(
        'This user is staff. Changing identifiers, e-mail addresses, status, dates or password of staff needs the right to manage roles and every right that they have.',
      ),
    )
  }
}

/** Whether the actor may change what is protected on this user. */
export async function outranks(reader: Reader, actor: Actor, user: { id: number }): Promise<boolean> {
  const theirs = permissionsOf(await rolesHeldBy(reader, user.id), actor.clock.today())
  if (theirs.size === 0) return true
  return actor.may('manage roles') && [...theirs].every((permission) => actor.may(permission))
}
