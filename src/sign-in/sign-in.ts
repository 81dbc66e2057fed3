import { and, eq, lt, sql } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import type { Gate } from './gate.ts'
import { accountKey, addressKey, nameKey } from './gate.ts'
import { verifyPassword } from './passwords.ts'
import { findCredentials, idleMilliseconds, signInCandidate } from './sign-in.queries.ts'
import { credentials, sessions, signIns } from './sign-in.table.ts'
import { signedInAs } from './signed-in.ts'

export const failuresUntilLock = 15
const lockMilliseconds = 30 * 60_000

// Verified when nobody has the identifier, so that the answer takes as long as for somebody.
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Fu6VnGxDkpGSJmWkCrfJzZ4YMzz3mzAj3jPVsKdyWTA'

/** How a try to sign in ended. */
export const outcomes = ['in', 'wrong password', 'locked', 'waiting', 'not allowed', 'unknown'] as const
export type Outcome = (typeof outcomes)[number]

export type SignInParts = { db: Db; clock: Clock; gate: Gate }
export type SignInTyped = { identifier: string; password: string; address: string | null }
/** Tries that failed since the last sign-in, of which the person is told. */
export type FailedTries = { times: number; last: number; since: number | null }
/** Whoever signed in; or how many seconds the next try has to wait, and nothing else. */
export type Tried = { userId: number; failed: FailedTries | undefined } | { userId: undefined; wait: number }

/**
 * Signs in by identifier and password: an internal, active, not expired user with a permission, not locked. Everyone
 * else is refused without telling why. Counts failures, slows them down, and locks the account after fifteen.
 */
export async function signIn({ db, clock, gate }: SignInParts, typed: SignInTyped): Promise<Tried> {
  const found = await signInCandidate(db.read, caseFold(typed.identifier))
  const own = found ? accountKey(found.user.id) : nameKey(typed.identifier)
  const from = typed.address === null ? [] : [addressKey(typed.address)]
  const wait = gate.enter([own, ...from])
  const outcome = wait > 0 ? 'waiting' : await judge(db, clock, found, typed.password)
  const userId = found?.user.id ?? null
  const stands = outcome === 'in' && found ? await db.write((tx) => noteSignIn(tx, clock, found.credentials, typed)) : undefined
  if (stands && userId !== null) {
    gate.forget(own)
    for (const key of from) gate.forgive(key)
    return { userId, ...stands }
  }
  const failure = { userId, outcome: outcome === 'in' ? ('wrong password' as const) : outcome, address: typed.address }
  if ((userId !== null && outcome !== 'waiting') || gate.mayNote()) await db.write((tx) => noteFailure(tx, clock, failure))
  return { userId: undefined, wait }
}

type Candidate = Awaited<ReturnType<typeof signInCandidate>>

async function judge(db: Db, clock: Clock, found: Candidate, password: string): Promise<Outcome> {
  const locked = (found?.credentials.lockedUntil ?? 0) > clock.now()
  const right = await verifyPassword(found?.credentials.passwordHash ?? nobody, password).catch(() => false)
  if (!found) return 'unknown'
  if (locked) return 'locked'
  if (!right) return 'wrong password'
  return (await signedInAs(db.read, clock, found.user.id)) ? 'in' : 'not allowed'
}

type Failure = { userId: number | null; outcome: Outcome; address: string | null }

async function noteFailure(tx: Tx, clock: Clock, { userId, outcome, address }: Failure): Promise<void> {
  await tx.insert(signIns).values({ at: clock.now(), userId, outcome, address })
  if (userId === null || outcome === 'waiting') return
  await tx
    .update(credentials)
    .set({ failedSince: sql`${credentials.failedSince} + 1`, lastFailureAt: clock.now() })
    .where(eq(credentials.userId, userId))
  if (outcome === 'wrong password') await countFailure(tx, clock, userId)
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

type Verified = { userId: number; passwordHash: string }

// Undefined when the password was set anew while it was verified: setting it ends sessions, this one too.
async function noteSignIn(tx: Tx, clock: Clock, { userId, passwordHash }: Verified, { address }: SignInTyped) {
  const before = await findCredentials(tx, userId)
  const [cleared] = await tx
    .update(credentials)
    .set({ failures: 0, lockedUntil: null, failedSince: 0, lastSignInAt: clock.now() })
    .where(and(eq(credentials.userId, userId), eq(credentials.passwordHash, passwordHash)))
    .returning({ userId: credentials.userId })
  if (!before || !cleared) return undefined
  await tx.delete(sessions).where(lt(sessions.seenAt, clock.now() - (await idleMilliseconds(tx))))
  await tx.insert(signIns).values({ at: clock.now(), userId, outcome: 'in', address })
  const { failedSince: times, lastFailureAt: last, lastSignInAt: since } = before
  return { failed: times > 0 && last !== null ? { times, last, since } : undefined }
}
