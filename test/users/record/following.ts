import { everyPermission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import { makeActor } from '#sign-in/actor.ts'
import type { TestApp } from '#test/app.ts'
import { today } from '#test/app.ts'
import { createUser } from '#users/record/create.ts'
import { followSource } from '#users/record/follow.ts'
import { planFollow, planNew } from '#users/record/follow-heard.ts'
import type { FollowPlan, Heard, Restored, SourceRules } from '#users/record/follow-plan.ts'
import { findUser } from '#users/users.queries.ts'
import type { User } from '#users/users.table.ts'

/** What a profile decides unless a test says otherwise: the catalogue's protected fields, and what is left out stays. */
export const usualRules: SourceRules = {
  source: 'SIS',
  recordType: 'PUBLIC',
  absentElements: 'keep',
  protectedFields: ['userGroup', 'jobCategory', 'preferredLanguage', 'campus', 'title', 'prefFirstName'],
  staffFollow: false,
  today,
}

export const runActor = ({ clock }: TestApp, run = '7'): Actor =>
  makeActor({ id: null, name: 'Synchronisation SIS', door: 'sync', doorDetail: run, clock, permissions: everyPermission })

/** The least that a source says of somebody new. */
export const newHeard: Heard = {
  fields: { primaryId: 'ana7', firstName: 'Ana', lastName: 'Lee', userGroup: 'UNDERGRAD' },
  lists: {},
}

/** A user whom the source made. */
export async function madeBySource(app: TestApp, heard: Heard = newHeard, rules: SourceRules = usualRules): Promise<User> {
  const { made, problems } = await planNew(app.db.read, heard, rules)
  if (problems.length > 0) throw new Error(problems.map(({ field, message }) => `${field}: ${message}`).join(' '))
  return app.db.write((tx) => createUser(tx, runActor(app), made))
}

export type Followed = { plan: FollowPlan; problems: string[]; restored: Restored }

/** Plans and follows in one go, as nobody writes between. Nothing is written where there are problems. */
export async function follow(
  app: TestApp,
  user: { id: number },
  heard: Heard,
  rules: Partial<SourceRules> = {},
): Promise<Followed> {
  const known = await findUser(app.db.read, user.id)
  if (!known) throw new Error('There is no such user.')
  const decided = { ...usualRules, ...rules }
  const { plan, problems } = await planFollow(app.db.read, known, heard, decided)
  const said = problems.map(({ field, message }) => `${field}: ${message}`)
  const nothing = { set: {}, rows: [], locks: [], versions: { before: known.version, after: known.version } }
  if (said.length > 0) return { plan, problems: said, restored: nothing }
  const at = { version: known.version, source: decided.source }
  return { plan, problems: said, restored: await app.db.write((tx) => followSource(tx, runActor(app), user, plan, at)) }
}
