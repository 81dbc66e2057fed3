import { hash, verify } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { recordChange } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Conflict, Forbidden, NotFound, Refusal, refuse } from '#platform/problems.ts'
import { caseFold, lengthOf } from '#platform/text.ts'
import { rolesHeldBy } from '#roles/roles.queries.ts'
import type { Actor, Touched } from './actor.ts'
import { mustOutrank } from './actor.ts'
import { findCredentials, passwordPerson } from './sign-in.queries.ts'
import { credentials, resetLinks, sessions } from './sign-in.table.ts'

// OWASP's figures for argon2id; the package's algorithm 2.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const shortest = 8
const longest = 1000

/** A new password as a form sends it. */
export type TypedPassword = { newPassword?: string | string[] | undefined; verifyPassword?: string | string[] | undefined }

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

/** What is wrong with a new password that was typed twice, before its strength is judged. */
export function typingProblems({ newPassword, verifyPassword }: TypedPassword): Problem[] {
  if (!newPassword) return [{ field: 'newPassword', message: _('Enter the new password.') }]
  if (newPassword === verifyPassword) return []
  return [{ field: 'verifyPassword', message: _('The two passwords are not alike. Type the same one twice.') }]
}

/** The hash of a password that was typed twice. Throws Refusal for a weak one and for two that differ. */
export async function hashTyped(typed: TypedPassword, words: (string | null)[]): Promise<string> {
  const problems = typingProblems(typed)
  const weak = typed.newPassword ? await passwordProblem(String(typed.newPassword), words) : undefined
  if (weak) problems.unshift({ field: 'newPassword', message: weak })
  if (problems.length > 0) throw new Refusal(problems)
  return hash(String(typed.newPassword), cost)
}

/** Asks whether the actor may set the password of this user. Their own they change with the current one. */
export async function maySetPassword(reader: Reader, actor: Actor, user: { id: number }): Promise<void> {
  const touched = await touchedBy(reader, user.id)
  actor.must('reset passwords', touched)
  if (actor.id === user.id)
    throw new Forbidden(_('You change your own password under "Change password" in your menu, with the current one.'))
  mustOutrank(actor, touched)
}

/** The user as rights see them, read where a password is about to change. Throws Conflict for one in the bin. */
export async function touchedBy(reader: Reader, id: number): Promise<Touched> {
  const person = await passwordPerson(reader, id)
  if (person && person.binnedAt !== null) throw new Conflict(_('This user is in the bin. Restore it first.'))
  return { id, userGroup: person?.userGroup ?? null, held: await rolesHeldBy(reader, id) }
}

/**
 * Sets the password of an internal user, who can then sign in when their roles permit anything; whoever is signed in with
 * the old one no longer is. History keeps no value.
 */
export async function setPassword(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  set: { hash: string; mustChange: boolean },
): Promise<void> {
  await maySetPassword(tx, actor, user)
  const person = await passwordPerson(tx, user.id)
  if (person?.accountType !== 'INTERNAL')
    refuse('', _('Only internal users have a password here; others sign in with the institution’s own system.'))
  await storePassword(tx, actor, user, set)
}

/** Writes a password down, ends every session of that person and every reset link. Rights are the caller's to ask for. */
export async function storePassword(
  tx: Tx,
  actor: Actor,
  { id: userId }: { id: number },
  set: { hash: string; mustChange: boolean },
): Promise<void> {
  const person = await passwordPerson(tx, userId)
  if (!person) throw new NotFound(_('There is no such user. It may have been removed meanwhile.'))
  const values = { passwordHash: set.hash, mustChange: set.mustChange, setAt: actor.now(), failures: 0, lockedUntil: null }
  const had = await findCredentials(tx, userId)
  await tx
    .insert(credentials)
    .values({ userId, ...values })
    .onConflictDoUpdate({ target: credentials.userId, set: values })
  await tx.delete(sessions).where(eq(sessions.userId, userId))
  await tx.delete(resetLinks).where(eq(resetLinks.userId, userId))
  await recordChange(tx, actor, {
    subject: 'user',
    subjectId: userId,
    version: person.version,
    action: had ? 'password changed' : 'password set',
    changes: [{ part: 'general', field: 'password', before: null, after: null }],
  })
}
