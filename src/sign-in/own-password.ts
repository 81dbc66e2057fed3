import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound, Refusal, refuse } from '#platform/problems.ts'
import type { Actor } from './actor.ts'
import type { TypedPassword } from './passwords.ts'
import { hashTyped, storePassword, typingProblems, verifyPassword } from './passwords.ts'
import { findCredentials, passwordPerson } from './sign-in.queries.ts'
import { countFailure } from './sign-in.ts'

type Typed = TypedPassword & { currentPassword?: string | string[] | undefined }
type Credentials = NonNullable<Awaited<ReturnType<typeof findCredentials>>>
/** A new password that may stand, and the hash of the one that it replaces. */
export type Judged = { hash: string; replaces: string }

/**
 * Judges one's own new password, before the transaction, as hashing is slow. The current one is asked for, and a wrong
 * one counts as a failure; not so where it must be changed: then it was typed just before, to sign in.
 */
export async function judgeOwnPassword(db: Db, clock: Clock, userId: number, typed: Typed): Promise<Judged> {
  const held = await findCredentials(db.read, userId)
  const person = await passwordPerson(db.read, userId)
  if (!held || !person) throw new NotFound(_('You have no password here.'))
  const problems = typingProblems(typed)
  if (!held.mustChange && !typed.currentPassword)
    problems.unshift({ field: 'currentPassword', message: _('Enter your current password.') })
  if (problems.length > 0) throw new Refusal(problems)
  if (!held.mustChange) await mustKnow(db, clock, held, String(typed.currentPassword))
  const hash = await hashTyped(typed, person.words)
  if (await verifyPassword(held.passwordHash, String(typed.newPassword)))
    refuse('newPassword', _('This is the password that you have now. Choose another.'))
  return { hash, replaces: held.passwordHash }
}

async function mustKnow(db: Db, clock: Clock, held: Credentials, password: string): Promise<void> {
  const locked = () =>
    refuse('currentPassword', _('After 15 wrong passwords this account is locked for 30 minutes. Try again later.'))
  const isLocked = (now: Credentials | undefined) => (now?.lockedUntil ?? 0) > clock.now()
  if (isLocked(held)) locked()
  const right = await verifyPassword(held.passwordHash, password)
  if (!right) await db.write((tx) => countFailure(tx, clock, held.userId))
  // Many tries at once are all let in before the first is counted: from the lock on none of them is told anything.
  if (isLocked(await findCredentials(db.read, held.userId))) locked()
  if (!right) refuse('currentPassword', _('This is not your current password. Type it again.'))
}

/** Changes one's own password: no right is needed. Ends all one's sessions; the door begins a new one. */
export async function changeOwnPassword(tx: Tx, actor: Actor, user: { id: number }, { hash, replaces }: Judged): Promise<void> {
  const held = await findCredentials(tx, user.id)
  if (actor.id !== user.id || held?.passwordHash !== replaces)
    refuse('newPassword', _('Your password was changed meanwhile, so this was not done. Sign in with the new one.'))
  await storePassword(tx, actor, user, { hash, mustChange: false })
}
