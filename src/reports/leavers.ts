import { createHash } from 'node:crypto'
import type { Db, Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import { counts } from '#roles/rights.ts'
import { administratorRole, institutionScope, patronRole } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { administrators } from '#sign-in/sign-in.queries.ts'
import { barTo } from '#users/user-roles/granting.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import type { HeldRow } from '#users/user-roles/user-roles.ts'
import { endRole } from '#users/user-roles/user-roles.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { findUser } from '#users/users.queries.ts'
import type { Leaver } from './leavers.queries.ts'
import { staffNotSeen } from './leavers.queries.ts'

export const usualDays = 90
const dayMilliseconds = 24 * 60 * 60_000

/** A role of somebody who left, and why it stays; without `bar` it would be ended. */
export type Ending = { role: HeldRow; bar: string | undefined }
export type LeaverPlan = { user: KnownUser; lastSignInAt: number | null; endings: Ending[] }
export type EndingPlan = { leavers: LeaverPlan[]; more: boolean }

/** Who has not signed in for so many days, with the roles that the actor would end. Patron stays: readers do not sign in here. */
export async function planEndings(reader: Reader, actor: Actor, days: number): Promise<EndingPlan> {
  const today = actor.clock.today()
  const { found, more } = await staffNotSeen(reader, actor.now() - days * dayMilliseconds, today)
  const isLast = lastAdministrator(await administrators(reader, today))
  const leavers: LeaverPlan[] = []
  for (const leaver of found) {
    const plan = await planFor(reader, actor, leaver, isLast)
    if (plan) leavers.push(plan)
  }
  return { leavers, more }
}

async function planFor(
  reader: Reader,
  actor: Actor,
  leaver: Leaver,
  isLast: (id: number) => boolean,
): Promise<LeaverPlan | undefined> {
  const user = await findUser(reader, leaver.id)
  if (!user) return undefined
  const standing = (await userRolesOf(reader, user.id)).filter((role) => counts(role, actor.clock.today()))
  const endings = standing
    .filter(({ role }) => role !== patronRole)
    .map((role) => ({
      role,
      bar: barTo(actor, user, role) ?? (isAdministrator(role) && isLast(user.id) ? lastWords() : undefined),
    }))
  return { user, lastSignInAt: leaver.lastSignInAt, endings }
}

const isAdministrator = ({ role, scope }: HeldRow) => role === administratorRole && scope === institutionScope
const lastWords = () => _('This is the last administrator who can always sign in.')

// The rule of the verb, thought through in the order in which it will be asked: each end leaves fewer administrators.
function lastAdministrator(all: { id: number; lasting: boolean }[]): (id: number) => boolean {
  let left = all
  return (id) => {
    const after = left.filter((one) => one.id !== id)
    const isLast =
      (left.length > 0 && after.length === 0) || (left.some((one) => one.lasting) && !after.some((one) => one.lasting))
    if (!isLast) left = after
    return isLast
  }
}

export const rolesToEnd = ({ leavers }: EndingPlan): { user: KnownUser; role: HeldRow }[] =>
  leavers.flatMap(({ user, endings }) => endings.filter(({ bar }) => bar === undefined).map(({ role }) => ({ user, role })))

/** A mark of what was shown: only that is ended. */
export const markOfPlan = (plan: EndingPlan): string =>
  createHash('sha256')
    .update(
      rolesToEnd(plan)
        .map(({ role }) => `${role.id} ${role.role} ${role.scope}`)
        .join(','),
    )
    .digest('base64url')

/**
 * Ends the roles of those who left, each by the ordinary verb, in slices between which others can write. Answers how many
 * ended and how many the verb refused. Throws Conflict when it would be others than those that were shown.
 */
export async function endRolesOfLeavers(
  db: Db,
  actor: Actor,
  { days, mark }: { days: number; mark: string | undefined },
): Promise<{ ended: number; kept: number }> {
  const plan = await planEndings(db.read, actor, days)
  if (mark !== undefined && mark !== markOfPlan(plan))
    throw new Conflict(_('Something changed since you looked. What would be ended now stands here: look again.'))
  const done = { ended: 0, kept: 0 }
  await db.writeEach(
    rolesToEnd(plan),
    async (tx, { user, role }) => {
      await endRole(tx, actor, user, role.id)
      done.ended += 1
    },
    {
      onError(_item, error) {
        if (!(error instanceof Spoken)) throw error
        done.kept += 1
      },
    },
  )
  return done
}
