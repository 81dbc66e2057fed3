import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import { diff, recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, Gone, Refusal, refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Changed } from '../users.ts'
import { barToRole } from './granting.ts'
import { listProblems, profileRoleValues, roleText } from './profile-roles.ts'
import type { ListedProfile } from './profiles.queries.ts'
import { everyProfile, profileNumbered } from './profiles.queries.ts'
import { mustBeKnown } from './role-values.ts'
import { requiredName, textOf } from './texts.ts'
import type { ProfileRole } from './user-roles.table.ts'
import { roleProfiles, userRoles } from './user-roles.table.ts'

export type ProfileValues = { name?: string | null; description?: string | null; roles?: readonly ProfileRole[] }
type Kept = { name?: string; description?: string | null; roles?: ProfileRole[] }

/** The profile as the database holds it now. Throws Gone when somebody removed it. */
export async function getProfile(reader: Reader, id: number): Promise<ListedProfile> {
  const profile = await profileNumbered(reader, id)
  if (!profile) throw new Gone(_('This profile was removed meanwhile.'))
  return profile
}

/** A record that was removed and comes back: the number that it had, and the version that follows its removal. */
export type Back = { id: number; version: number }

/** Makes a profile of roles that its author may give, each of them; `back` is one that was removed. Answers its number. */
export async function addProfile(tx: Tx, actor: Actor, typed: ProfileValues, back?: Back): Promise<number> {
  mustGiveEach(actor, typed.roles ?? [])
  const values = await checked(tx, { name: null, description: null, roles: [], ...typed })
  const made = { ...values, ...signature(actor), ...back } as Omit<typeof roleProfiles.$inferInsert, 'id'>
  const [row] = await tx.insert(roleProfiles).values(made).returning({ id: roleProfiles.id })
  const id = row?.id ?? 0
  await record(tx, actor, { id, version: back?.version ?? 1 }, 'created', diff('profile', {}, told(values)))
  return id
}

/**
 * Changes what a profile is called and holds. Every role in it, before and after, must be the actor's to give and take:
 * the actor answers for all of it from now on.
 */
export async function changeProfile(tx: Tx, actor: Actor, id: number, typed: ProfileValues, edit: Edit = {}): Promise<Changed> {
  mustKeepProfiles(actor)
  const current = await getProfile(tx, id)
  mustGiveEach(actor, [...current.roles, ...(typed.roles ?? [])])
  const { roles, ...words } = await checked(tx, typed, current)
  const before: Record<string, unknown> = told(current)
  const place = { subject: 'profile', subjectId: id, part: 'profile' }
  const { values, theirs } = await mergeSince(tx, place, { version: current.version, values: before }, words, edit)
  const changes = diff('profile', before, { ...values, ...(roles ? { roles: roles.map(roleText) } : {}) })
  if (changes.length === 0) return { changes, theirs }
  const version = current.version + 1
  const set = { ...values, ...(roles ? { roles } : {}), ...signature(actor), version }
  await tx.update(roleProfiles).set(set).where(eq(roleProfiles.id, id))
  await record(tx, actor, { id, version }, 'changed', changes)
  return { changes, theirs }
}

/** Another profile with the same roles, to be changed from there. Answers its number. */
export async function duplicateProfile(tx: Tx, actor: Actor, id: number, name: string): Promise<number> {
  mustKeepProfiles(actor)
  const { description, roles } = await getProfile(tx, id)
  return addProfile(tx, actor, { name, description, roles })
}

/** Takes a profile away. Whoever holds roles from it keeps them; a rule that gives it must go first. */
export async function removeProfile(tx: Tx, actor: Actor, id: number): Promise<void> {
  mustKeepProfiles(actor)
  const profile = await getProfile(tx, id)
  mustGiveEach(actor, profile.roles)
  if (profile.rules > 0) refuse('', _('{name} is given by a rule. Change or remove the rule first.', { name: profile.name }))
  await tx.update(userRoles).set({ profileId: null }).where(eq(userRoles.profileId, id))
  await tx.delete(roleProfiles).where(eq(roleProfiles.id, id))
  const nothing = { name: null, description: null, roles: null }
  await record(tx, actor, { id, version: profile.version + 1 }, 'removed', diff('profile', told(profile), nothing))
}

const mustKeepProfiles = (actor: Actor): void => {
  actor.must('configure')
  actor.must('manage roles')
}

/** Throws Forbidden unless the actor keeps profiles and may give each of these roles. */
export function mustGiveEach(actor: Actor, roles: readonly ProfileRole[]): void {
  mustKeepProfiles(actor)
  const bar = roles.map((role) => barToRole(actor, role)).find(Boolean)
  if (bar) throw new Forbidden(bar)
}

// What was in the profile stays good though its library was disabled since; who may give it is asked each time.
async function checked(reader: Reader, typed: ProfileValues, current?: ListedProfile): Promise<Kept> {
  const values: Kept = {}
  if (typed.name !== undefined) values.name = await newName(reader, typed.name, current?.id)
  if (typed.description !== undefined)
    values.description = textOf(typed.description, { field: 'description', label: _('Description'), most: 2000, lines: true })
  if (typed.roles) {
    const known = new Set(current?.roles.map(roleText))
    await mustBeKnown(reader, typed.roles.filter((role) => !known.has(roleText(role))).map(profileRoleValues))
    const problems = listProblems(typed.roles)
    if (problems.length > 0) throw new Refusal(problems)
    values.roles = [...typed.roles]
  }
  return values
}

async function newName(reader: Reader, typed: string | null, id?: number): Promise<string> {
  const name = requiredName(typed)
  const taken = (await everyProfile(reader)).some((one) => one.id !== id && caseFold(one.name) === caseFold(name))
  return taken ? refuse('name', _('Another profile is called {name}. Choose another name.', { name })) : name
}

/** A profile in the words of its history. */
const told = ({ name, description, roles }: Kept) => ({ name, description, roles: roles?.map(roleText) })

const signature = (actor: Actor) => ({ authorId: actor.id, authorName: actor.name, changedAt: actor.now() })

type At = { id: number; version: number }
async function record(tx: Tx, actor: Actor, at: At, action: string, changes: Changed['changes']): Promise<void> {
  forgetCached(tx)
  await recordChange(tx, actor, { subject: 'profile', subjectId: at.id, version: at.version, action, changes })
}
