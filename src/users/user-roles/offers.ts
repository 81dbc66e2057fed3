import { createHash } from 'node:crypto'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal } from '#platform/problems.ts'
import type { HeldRole } from '#roles/rights.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { KnownUser } from '../users.queries.ts'
import { barTo } from './granting.ts'
import { isRole, rolesGivenBy } from './profile-roles.ts'
import { getProfile } from './profiles.ts'
import { mustBeKnown, parametersOf, valuesOf } from './role-values.ts'
import { userRolesOf } from './user-roles.queries.ts'
import type { NewRole } from './user-roles.ts'

/**
 * A role that somebody may be given along with others. `held`: there is nothing to give, and why; `bar`: the actor may
 * not give it.
 */
export type Offer = { role: NewRole & { scope: string }; held?: string | undefined; bar?: string | undefined }
export const isOpen = ({ held, bar }: Offer): boolean => held === undefined && bar === undefined

/** What the actor would give a user by giving these roles, and what not, with the reason. Writes nothing. */
export async function offersTo(reader: Reader, actor: Actor, user: KnownUser, roles: readonly NewRole[]): Promise<Offer[]> {
  const offers: Offer[] = []
  for (const one of roles) {
    const role = { ...one, scope: one.scope ?? institutionScope }
    const held = heldWords(user.held.find(isRole(role)))
    const bar =
      barTo(actor, user, { ...role, parameters: parametersOf(role) }) ?? (held ? undefined : await unknown(reader, role))
    offers.push({ role, held, bar })
  }
  return offers
}

const heldWords = (found: HeldRole | undefined): string | undefined =>
  found && (found.status === 'ACTIVE' ? _('Held already') : _('On the record already, inactive'))

async function unknown(reader: Reader, role: NewRole): Promise<string | undefined> {
  try {
    await mustBeKnown(reader, [role])
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** What a profile gives this user today. */
export async function profileOffers(reader: Reader, actor: Actor, user: KnownUser, profileId: number): Promise<Offer[]> {
  return offersTo(reader, actor, user, rolesGivenBy(await getProfile(reader, profileId), actor.clock.today()))
}

/** What another user's roles would give this one: those that count today, with what they carry and as long as they last. */
export async function copyOffers(reader: Reader, actor: Actor, user: KnownUser, from: { id: number }): Promise<Offer[]> {
  const standing = (await userRolesOf(reader, from.id)).filter((role) => counts(role, actor.clock.today()))
  return offersTo(reader, actor, user, standing.map(valuesOf))
}

/** A mark of what a person was shown: it is carried out only while it would be the same. */
export const markOf = (offers: readonly Offer[]): string =>
  createHash('sha256')
    .update(JSON.stringify(offers.map((offer) => [offer.role, isOpen(offer)])))
    .digest('base64url')
