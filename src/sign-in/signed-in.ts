import type { Clock } from '#platform/clock.ts'
import type { Reader } from '#platform/db/database.ts'
import { permissionsOf } from '#roles/rights.ts'
import type { Actor } from './actor.ts'
import { makeActor } from './actor.ts'
import { personWithRoles, restrictedUsers } from './sign-in.queries.ts'

/** Somebody at work here: who acts, what they chose for themselves, and whether their password must be changed first. */
export type SignedIn = { actor: Actor; shortcuts: boolean; mustChange: boolean }

/**
 * The person behind a session, with the rights of this moment; undefined when they may not be here any more. One query.
 */
export async function signedInAs(reader: Reader, clock: Clock, userId: number): Promise<SignedIn | undefined> {
  const rows = await personWithRoles(reader, userId)
  const person = rows[0]
  const today = clock.today()
  if (person?.status !== 'ACTIVE' || person.accountType !== 'INTERNAL') return undefined
  if (person.expiryDate !== null && person.expiryDate < today) return undefined
  const held = rows.map((row) => ({
    role: row.role,
    scope: row.scope,
    status: row.roleStatus,
    expiryDate: row.roleExpiryDate,
    parameters: row.parameters,
  }))
  const restricted = await restrictedUsers(reader)
  const permissions = permissionsOf(held, today)
  if (permissions.size === 0) return undefined
  const name = [person.prefFirstName ?? person.firstName, person.prefLastName ?? person.lastName].filter(Boolean).join(' ')
  return {
    actor: makeActor({ id: person.id, name, door: 'form', clock, permissions, held, restricted }),
    shortcuts: person.shortcuts ?? true,
    mustChange: person.mustChange ?? false,
  }
}
