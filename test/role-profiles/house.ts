import { changesOf } from '#history/history.queries.ts'
import { signedInAs } from '#sign-in/signed-in.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import type { Person } from '#test/people.ts'
import type { ProfileRole } from '#users/user-roles/profile-roles.ts'
import { everyProfile } from '#users/user-roles/profiles.queries.ts'
import { addProfile } from '#users/user-roles/profiles.ts'
import type { RuleValues } from '#users/user-roles/rules.ts'
import { addRule } from '#users/user-roles/rules.ts'
import type { User } from '#users/users.table.ts'
import { known } from '../users/records.ts'

export const profiles = '/configuration/profiles'
export const rules = '/configuration/rules'
export const whole = 'INSTITUTION'
export const role = (code: number, more: Partial<ProfileRole> = {}): ProfileRole => ({
  role: code,
  scope: whole,
  parameters: null,
  days: null,
  ...more,
})

/** A library whose two branches have a desk each, before somebody who is signed in. */
export async function house(person: Person = 'administrator') {
  const app = await testApp({ people: [person] })
  await makeLibraries(app.db)
  return { app, visitor: await app.as(person), me: known(app.people[person]) }
}

/** One of the cast as an actor, with the rights of this moment. */
export async function actorOf({ db, clock }: TestApp, user: User | undefined) {
  const signedIn = await signedInAs(db.read, clock, known(user).id)
  if (!signedIn) throw new Error('Cannot sign in.')
  return signedIn.actor
}

/** A profile made by somebody of the cast; by default the administrator. */
export async function makeProfile(
  app: TestApp,
  name: string,
  roles: ProfileRole[],
  by = app.people.administrator,
): Promise<number> {
  const actor = await actorOf(app, by)
  return app.db.write((tx) => addProfile(tx, actor, { name, roles }))
}

export async function makeRule(app: TestApp, values: Partial<RuleValues>, by = app.people.administrator): Promise<number> {
  const actor = await actorOf(app, by)
  const blank = { name: 'A rule', recordType: null, userGroup: null, jobCategory: null, profileId: null, enabled: true }
  return app.db.write((tx) => addRule(tx, actor, { ...blank, ...values }))
}

export const profilesOf = async ({ db }: TestApp) =>
  (await everyProfile(db.read)).map(({ name, roles }) => [name, roles.map((one) => one.role)])

/** What the history holds of a profile or rule, the newest act first. */
export async function actsOf({ db }: TestApp, subject: 'profile' | 'rule', id: number) {
  const rows = await changesOf(db.read, subject, id, { limit: 100, offset: 0 })
  return rows.map((row) => ({ action: row.action, by: row.actorName, fields: row.items.map(({ field }) => field) }))
}
