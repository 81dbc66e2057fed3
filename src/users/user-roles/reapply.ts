import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { KnownUser } from '../users.queries.ts'
import { barTo } from './granting.ts'
import type { Offer } from './offers.ts'
import { isOpen, offersTo } from './offers.ts'
import type { ProfileRole } from './profile-roles.ts'
import { isRole, profileRoleValues, rolesGivenBy, roleText } from './profile-roles.ts'
import type { Holder } from './profiles.queries.ts'
import { holdersOf } from './profiles.queries.ts'
import { getProfile } from './profiles.ts'
import type { HeldRow } from './user-roles.ts'
import { changeRole, grantRoles } from './user-roles.ts'

/** A role that came from the profile and carries something else by now; `after` is what the profile says. */
export type Renewal = { row: HeldRow; after: ProfileRole; bar: string | undefined }
/** What one holder would get: roles that are missing, and what held ones carry. Days and ended roles are left alone. */
export type HolderPlan = { user: KnownUser; adds: Offer[]; renewals: Renewal[] }

const some = 250

/** What bringing every holder of a profile up to date would do. Only those are told of whom something concerns. */
export async function planReapplying(
  reader: Reader,
  actor: Actor,
  profileId: number,
): Promise<{ holders: number; plans: HolderPlan[] }> {
  const profile = await getProfile(reader, profileId)
  const holders = await holdersOf(reader, profileId)
  const plans: HolderPlan[] = []
  for (const [n, { user, rows }] of holders.entries()) {
    if (n % some === 0) await breathe()
    const offers = await offersTo(reader, actor, user, rolesGivenBy(profile, actor.clock.today()))
    const adds = offers.filter(({ held }) => held === undefined)
    const renewals = renewalsOf(actor, { user, rows }, profile)
    if (adds.length > 0 || renewals.length > 0) plans.push({ user, adds, renewals })
  }
  return { holders: holders.length, plans }
}

function renewalsOf(actor: Actor, { user, rows }: Holder, profile: { id: number; roles: readonly ProfileRole[] }): Renewal[] {
  return rows
    .filter(({ profileId, status }) => profileId === profile.id && status === 'ACTIVE')
    .flatMap((row): Renewal[] => {
      const after = profile.roles.find(isRole(row))
      if (!after || textOf(after) === textOf(row)) return []
      return [{ row, after, bar: barTo(actor, user, row) ?? barTo(actor, user, after) }]
    })
}

const textOf = ({ role, scope, parameters }: Pick<ProfileRole, 'role' | 'scope' | 'parameters'>) =>
  roleText({ role, scope, parameters: parameters ?? null, days: null })

const openIn = ({ user, adds, renewals }: HolderPlan): HolderPlan => ({
  user,
  adds: adds.filter(isOpen),
  renewals: renewals.filter(({ bar }) => bar === undefined),
})

/** The part of the plans that the actor may carry out. */
export const openPlans = (plans: readonly HolderPlan[]): HolderPlan[] =>
  plans.map(openIn).filter(({ adds, renewals }) => adds.length + renewals.length > 0)

/** A mark of what was shown: only that is carried out. */
export const markOfPlans = (plans: readonly HolderPlan[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        openPlans(plans).map(({ user, adds, renewals }) => [
          user.id,
          adds.map(({ role }) => role),
          renewals.map(({ row, after }) => [row.id, after]),
        ]),
      ),
    )
    .digest('base64url')

/** As many as a person waits for; the others follow when it is done again. */
export const mostAtOnce = 2000

export type Reapplied = { done: number; kept: number }

/**
 * Brings the holders of a profile up to date, each by the ordinary verbs and with the actor's rights, in slices between
 * which others can write. Throws Conflict when it would be something else than was shown.
 */
export async function reapplyProfile(db: Db, actor: Actor, profileId: number, mark: string | undefined): Promise<Reapplied> {
  actor.must('configure')
  actor.must('manage roles')
  const { plans } = await planReapplying(db.read, actor, profileId)
  if (mark !== undefined && mark !== markOfPlans(plans))
    throw new Conflict(_('Something changed since you looked. What would be done now stands here: look again.'))
  const result = { done: 0, kept: 0 }
  const step = async (tx: Tx, plan: HolderPlan) => {
    await carryOut(tx, actor, plan)
    result.done += 1
  }
  await db.writeEach(openPlans(plans).slice(0, mostAtOnce), step, {
    onError(_plan, error) {
      if (!(error instanceof Spoken)) throw error
      result.kept += 1
    },
  })
  return result
}

async function carryOut(tx: Tx, actor: Actor, { user, adds, renewals }: HolderPlan): Promise<void> {
  if (adds.length > 0)
    await grantRoles(
      tx,
      actor,
      user,
      adds.map(({ role }) => role),
    )
  for (const { row, after } of renewals) {
    const { circulationDesk, serviceUnit, cantEditRestricted } = profileRoleValues(after)
    await changeRole(tx, actor, user, row.id, { circulationDesk, serviceUnit, cantEditRestricted })
  }
}
