import { and, eq, lt, sql } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import { permissionsOf } from '#roles/rights.ts'
import type { Actor } from './actor.ts'
import { makeActor } from './actor.ts'
import { verifyPassword } from './passwords.ts'
import { personWithRoles, signInCandidate } from './sign-in.queries.ts'
import { credentials, sessions } from './sign-in.table.ts'

export const failuresUntilLock = 15
const lockMilliseconds = 30 * 60_000
export const idleMilliseconds = 60 * 60_000

// Verified when nobody has the identifier, so that the answer takes as long as for somebody.
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Fu6VnGxDkpGSJmWkCrfJzZ4YMzz3mzAj3jPVsKdyWTA'

/**
 * Who signs in with an identifier and a password: an internal, active, not expired user with a permission, not locked.
 * Undefined for everyone else, without telling why. Counts failures and locks the account after fifteen.
 */
export async function signIn(db: Db, clock: Clock, identifier: string, password: string): Promise<number | undefined> {
  const found = await signInCandidate(db.read, caseFold(identifier))
  const locked = found?.credentials.lockedUntil !== null && (found?.credentials.lockedUntil ?? 0) > clock.now()
  const right = await verifyPassword(found?.credentials.passwordHash ?? nobody, password).catch(() => false)
  if (!found || locked) return undefined
  if (!right) {
    await db.write((tx) => countFailure(tx, clock, found.user.id))
    return undefined
  }
  if (!(await signedInAs(db.read, clock, found.user.id))) return undefined
  const stands = await db.write((tx) => clearFailures(tx, clock, found.credentials))
  return stands ? found.user.id : undefined
}

/** A wrong password: the fifteenth locks the account. */
export async function countFailure(tx: Tx, clock: Clock, userId: number): Promise<void> {
  const [counted] = await tx
    .update(credentials)
    .set({ failures: sql`${credentials.failures} + 1` })
    .where(eq(credentials.userId, userId))
    .returning({ failures: credentials.failures })
  if ((counted?.failures ?? 0) < failuresUntilLock) return
  await tx
    .update(credentials)
    .set({ failures: 0, lockedUntil: clock.now() + lockMilliseconds })
    .where(eq(credentials.userId, userId))
}

// False when the password was set anew while it was verified: setting it ends sessions, this one too.
async function clearFailures(tx: Tx, clock: Clock, verified: { userId: number; passwordHash: string }): Promise<boolean> {
  const [cleared] = await tx
    .update(credentials)
    .set({ failures: 0, lockedUntil: null })
    .where(and(eq(credentials.userId, verified.userId), eq(credentials.passwordHash, verified.passwordHash)))
    .returning({ userId: credentials.userId })
  await tx.delete(sessions).where(lt(sessions.seenAt, clock.now() - idleMilliseconds))
  return cleared !== undefined
}

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
  const held = rows.map((row) => ({ role: row.role, scope: row.scope, status: row.roleStatus, expiryDate: row.roleExpiryDate }))
  const permissions = permissionsOf(held, today)
  if (permissions.size === 0) return undefined
  const name = [person.prefFirstName ?? person.firstName, person.prefLastName ?? person.lastName].filter(Boolean).join(' ')
  return {
    actor: makeActor({ id: person.id, name, door: 'form', clock, permissions, held }),
    shortcuts: person.shortcuts ?? true,
    mustChange: person.mustChange ?? false,
  }
}
