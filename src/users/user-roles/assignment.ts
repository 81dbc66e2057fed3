import type { Change } from '#history/history.ts'
import type { Clock } from '#platform/clock.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { permissionsOf } from '#roles/rights.ts'
import { institutionScope, patronRole } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { makeActor } from '#sign-in/actor.ts'
import { findUser } from '../users.queries.ts'
import { barToRole } from './granting.ts'
import type { RoleKey } from './profile-roles.ts'
import { isRole, rolesGivenBy } from './profile-roles.ts'
import type { FullRule } from './rules.queries.ts'
import { everyRule } from './rules.queries.ts'
import type { NewRole } from './user-roles.ts'
import { enterRole } from './user-roles.ts'

/** What of a new user the rules look at. */
export type Newcomer = { recordType: string; userGroup: string | null; jobCategory: string | null }
export const conditions = ['recordType', 'userGroup', 'jobCategory'] as const

/** The conditions of a rule that do not hold for somebody. */
export const failingConditions = (rule: Newcomer | FullRule, newcomer: Newcomer) =>
  conditions.filter((name) => rule[name] !== null && rule[name] !== newcomer[name])

const patron: RoleKey = { role: patronRole, scope: institutionScope }

/** Why a rule gives nothing beyond Patron: its grants are its author's, who must be there and may still give them. */
export async function authorBar(
  reader: Reader,
  clock: Clock,
  { authorId, authorName, profile }: FullRule,
): Promise<string | undefined> {
  const beyond = profile.roles.filter((role) => !isRole(patron)(role))
  if (beyond.length === 0) return undefined
  const author = authorId === null ? undefined : await findUser(reader, authorId)
  const today = clock.today()
  if (author?.status !== 'ACTIVE' || author.binnedAt !== null || (author.expiryDate !== null && author.expiryDate < today))
    return _('Its author {name} is no longer an active user.', { name: authorName })
  const { id, held } = author
  const permissions = permissionsOf(held, today)
  const actor = makeActor({ id, name: authorName, door: 'job', clock, permissions, held })
  const bar = beyond.some((role) => barToRole(actor, role) !== undefined)
  return bar ? _('Its author {name} may no longer give these roles.', { name: authorName }) : undefined
}

// Asked once in a transaction: a load creates many users in each, and the rights of an author do not change within one.
const asked = new WeakMap<Tx, Map<number, string | undefined>>()
async function barredBy(tx: Tx, clock: Clock, rule: FullRule): Promise<string | undefined> {
  const known = asked.get(tx) ?? new Map<number, string | undefined>()
  asked.set(tx, known)
  if (!known.has(rule.id)) known.set(rule.id, await authorBar(tx, clock, rule))
  return known.get(rule.id)
}

/** What somebody new gets on a day. Patron for each Public user stays whatever the rules say; a contact gets nothing. */
export function rolesFor(newcomer: Newcomer, rule: FullRule | undefined, bar: string | undefined, today: string): NewRole[] {
  if (newcomer.recordType === 'CONTACT') return []
  const given = rule ? rolesGivenBy(rule.profile, today) : []
  const roles = bar === undefined ? given : given.filter((role) => isRole(patron)({ scope: institutionScope, ...role }))
  const hasPatron = roles.some((role) => isRole(patron)({ scope: institutionScope, ...role }))
  return newcomer.recordType === 'PUBLIC' && !hasPatron ? [...roles, patron] : roles
}

/** The first enabled rule whose conditions all hold. */
export const matchingRule = (rules: readonly FullRule[], newcomer: Newcomer): FullRule | undefined =>
  newcomer.recordType === 'CONTACT'
    ? undefined
    : rules.find((rule) => rule.enabled && failingConditions(rule, newcomer).length === 0)

/** Enters the roles of a new user, whatever the door: by the rules of the house, not by the rights of whoever creates it. */
export async function assignRoles(tx: Tx, actor: Actor, user: Newcomer & { id: number }): Promise<Change[]> {
  const rule = matchingRule(await everyRule(tx), user)
  const bar = rule && (await barredBy(tx, actor.clock, rule))
  const changes: Change[] = []
  for (const role of rolesFor(user, rule, bar, actor.clock.today())) changes.push(...(await enterRole(tx, actor, user, role)))
  return changes
}
