import { createHash, randomBytes } from 'node:crypto'
import { lt } from 'drizzle-orm'
import type { Author } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, refuse } from '#platform/problems.ts'
import { permissionsOf } from '#roles/rights.ts'
import type { Actor } from './actor.ts'
import { makeActor, outranks } from './actor.ts'
import type { TypedPassword } from './passwords.ts'
import { hashTyped, maySetPassword, storePassword, touchedBy } from './passwords.ts'
import { emailsChangedSince, findLink, forgetfulUser, linksSince, preferredEmail } from './reset-links.queries.ts'
import { passwordPerson } from './sign-in.queries.ts'
import { resetLinks } from './sign-in.table.ts'
import { signedInAs } from './signed-in.ts'

const hour = 60 * 60_000
export const handedOverHours = 24
export const forgottenHours = 1
const restHours = 24
const mostForgottenAnHour = 3
/** The maker of a link that somebody at Sign in asked for; other makers are written down by their number. */
const atSignIn = 'sign-in'

/** A secret that nobody guesses. The database keeps a digest, so that a copy of it opens nothing. */
export const newToken = (): string => randomBytes(32).toString('base64url')
const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

type Person = NonNullable<Awaited<ReturnType<typeof passwordPerson>>>
const able = (person: Person | undefined, today: string): person is Person =>
  person?.accountType === 'INTERNAL' &&
  person.binnedAt === null &&
  person.status === 'ACTIVE' &&
  (person.expiryDate === null || person.expiryDate >= today)

/** Makes a link by which this user chooses a password, once, within a day. The same right as for setting the password. */
export async function makeResetLink(tx: Tx, actor: Actor, user: { id: number }, token: string): Promise<void> {
  await maySetPassword(tx, actor, user)
  const person = await passwordPerson(tx, user.id)
  if (!able(person, actor.clock.today()))
    refuse('', _('A reset link is for internal users who are active and not expired. Change the record first.'))
  else await enterLink(tx, actor, person, { token, madeBy: String(actor.id), hours: handedOverHours })
}

type NewLink = { token: string; madeBy: string; hours: number }

async function enterLink(tx: Tx, author: Author, person: Person, { token, madeBy, hours }: NewLink): Promise<void> {
  const madeAt = author.now()
  await tx.delete(resetLinks).where(lt(resetLinks.expiresAt, madeAt))
  await tx.insert(resetLinks).values({ id: digest(token), userId: person.id, madeBy, madeAt, expiresAt: madeAt + hours * hour })
  await recordChange(tx, author, {
    subject: 'user',
    subjectId: person.id,
    version: person.version,
    action: 'reset link made',
    changes: [{ part: 'general', field: 'resetLink', before: null, after: null }],
  })
}

/**
 * A link for somebody who forgot the password and typed an identifier or e-mail at Sign in, and where to send it.
 * Undefined where there is nobody to send it to, and for staff whose e-mail was touched within a day: else whoever
 * changes an administrator's e-mail gets the password along with it.
 */
export async function makeForgottenLink(tx: Tx, clock: Clock, typed: string, token: string): Promise<string | undefined> {
  const id = await forgetfulUser(tx, typed)
  const person = id === undefined ? undefined : await passwordPerson(tx, id)
  if (!able(person, clock.today())) return undefined
  const to = await preferredEmail(tx, person.id)
  const since = clock.now() - hour
  if (!to || (await linksSince(tx, { userId: person.id, madeBy: atSignIn, since })) >= mostForgottenAnHour) return undefined
  if (!(await emailIsSettled(tx, clock, person.id))) return undefined
  const author: Author = { id: null, name: _('Somebody at Sign in'), door: 'form', doorDetail: null, now: () => clock.now() }
  await enterLink(tx, author, person, { token, madeBy: atSignIn, hours: forgottenHours })
  return to
}

async function emailIsSettled(reader: Reader, clock: Clock, userId: number): Promise<boolean> {
  const { held } = await touchedBy(reader, userId)
  if (permissionsOf(held, clock.today()).size === 0) return true
  return !(await emailsChangedSince(reader, userId, clock.now() - restHours * hour))
}

/**
 * The user whom a token lets choose a password; undefined when it was used, has expired or never was. A link is worth no
 * more than what its maker may do now: nobody keeps one for the day on which its user becomes staff.
 */
export async function linkedUser(reader: Reader, clock: Clock, token: string): Promise<Person | undefined> {
  const link = await findLink(reader, digest(token))
  if (!link || link.usedAt !== null || link.expiresAt <= clock.now()) return undefined
  const person = await passwordPerson(reader, link.userId)
  if (!able(person, clock.today())) return undefined
  if (link.madeBy === atSignIn) return (await emailIsSettled(reader, clock, person.id)) ? person : undefined
  const maker = await signedInAs(reader, clock, Number(link.madeBy))
  const user = await touchedBy(reader, person.id)
  return maker?.actor.may('reset passwords', user) && outranks(maker.actor, user) ? person : undefined
}

/**
 * Sets the password that was typed behind a link, and answers whose. Ends all sessions and links. Throws Gone for a link
 * that is worth nothing.
 */
export async function useResetLink(db: Db, clock: Clock, token: string, typed: TypedPassword): Promise<number> {
  const gone = () => new Gone(_('This link cannot be used any more.'))
  const person = await linkedUser(db.read, clock, token)
  if (!person) throw gone()
  const hash = await hashTyped(typed, person.words)
  const { id, primaryId: name } = person
  const actor = makeActor({ id, name, door: 'form', doorDetail: 'reset link', clock, permissions: new Set() })
  await db.write(async (tx) => {
    // Used in another window meanwhile.
    if (!(await findLink(tx, digest(token)))) throw gone()
    await storePassword(tx, actor, person, { hash, mustChange: false })
  })
  return id
}
