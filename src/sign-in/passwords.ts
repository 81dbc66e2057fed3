import { hash, verify } from '@node-rs/argon2'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold, lengthOf } from '#platform/text.ts'
import type { Actor } from './actor.ts'
import { mustOutrank } from './actor.ts'
import { findCredentials } from './sign-in.queries.ts'
import { credentials } from './sign-in.table.ts'

// OWASP's figures for argon2id; the package's algorithm 2.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const shortest = 8
const longest = 1000

export type Person = {
  id: number
  version: number
  primaryId: string
  firstName: string | null
  lastName: string | null
  accountType: string
}

/** Why a password will not do, in words; undefined when it will. `known`: names and identifiers of the person. */
export async function passwordProblem(password: string, known: (string | null)[]): Promise<string | undefined> {
  if (lengthOf(password) < shortest) return _('Use at least {n} characters.', { n: shortest })
  if (password.length > longest) return _('Use at most {n} characters.', { n: longest })
  const folded = caseFold(password)
  const inside = known.find((name) => name && lengthOf(name) > 2 && folded.includes(caseFold(name)))
  if (inside) return _('Choose a password that does not contain a name or identifier of this person.')
  if (await isCommon(folded)) return _('This password is among the first that anyone would guess. Choose another.')
  return undefined
}

// Loaded when first needed: the list is large, and most days nobody sets a password.
async function isCommon(folded: string): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return /^(.{1,4})\1+$/u.test(folded) || (dictionary['passwords-common'] as string[]).includes(folded)
}

/** Refuses a weak password; else hashes it. Slow on purpose: to be done before the transaction. */
export async function hashPassword(password: string, known: (string | null)[], field = 'password'): Promise<string> {
  const problem = await passwordProblem(password, known)
  if (problem) refuse(field, problem)
  return hash(password, cost)
}

export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password)

/** Sets the password of an internal user, who can then sign in when their roles permit anything. History keeps no value. */
export async function setPassword(tx: Tx, actor: Actor, user: Person, set: { hash: string; mustChange: boolean }): Promise<void> {
  actor.must('reset passwords', user)
  await mustOutrank(tx, actor, user)
  if (user.accountType !== 'INTERNAL')
    refuse('password', _('Only internal users have a password here; others sign in with the institution’s own system.'))
  await storePassword(tx, actor, user, set)
}

async function storePassword(
  tx: Tx,
  actor: Actor,
  { id: userId, version }: Person,
  set: { hash: string; mustChange: boolean },
): Promise<void> {
  const values = { passwordHash: set.hash, mustChange: set.mustChange, setAt: actor.now(), failures: 0, lockedUntil: null }
  const had = await findCredentials(tx, userId)
  await tx
    .insert(credentials)
    .values({ userId, ...values })
    .onConflictDoUpdate({ target: credentials.userId, set: values })
  const changes = [{ part: 'general', field: 'password', before: null, after: null }]
  await recordChange(tx, actor, {
    subject: 'user',
    subjectId: userId,
    version,
    action: had ? 'password changed' : 'password set',
    changes,
  })
}
