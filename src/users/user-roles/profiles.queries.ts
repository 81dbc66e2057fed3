import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { KnownUser } from '../users.queries.ts'
import { users } from '../users.table.ts'
import { assignmentRules, roleProfiles, userRoles } from './user-roles.table.ts'

export type Profile = typeof roleProfiles.$inferSelect
export type ListedProfile = Profile & { rules: number; holders: number }

const rules = sql<number>`(select count(*) from ${assignmentRules} where ${assignmentRules}."profile_id" = ${roleProfiles}."id")`
const holders = sql<number>`(select count(distinct ${userRoles}."user_id") from ${userRoles}
  join ${users} on ${users}."id" = ${userRoles}."user_id"
  where ${userRoles}."profile_id" = ${roleProfiles}."id" and ${users}."binned_at" is null)`

/** Every profile by name, with how many rules use it and how many users hold roles from it. */
export async function everyProfile(reader: Reader): Promise<ListedProfile[]> {
  const rows = await reader.select({ profile: roleProfiles, rules, holders }).from(roleProfiles).orderBy(asc(roleProfiles.name))
  return rows.map(({ profile, ...counts }) => ({ ...profile, ...counts }))
}

export async function profileNumbered(reader: Reader, id: number): Promise<ListedProfile | undefined> {
  const [row] = await reader.select({ profile: roleProfiles, rules, holders }).from(roleProfiles).where(eq(roleProfiles.id, id))
  return row && { ...row.profile, rules: row.rules, holders: row.holders }
}

export type Holder = { user: KnownUser; rows: (typeof userRoles.$inferSelect)[] }

/** Whoever holds roles that came from a profile, by number, with all roles on the record. */
export async function holdersOf(reader: Reader, profileId: number): Promise<Holder[]> {
  const theirs = reader.select({ id: userRoles.userId }).from(userRoles).where(eq(userRoles.profileId, profileId))
  const found = await reader
    .select({ user: users, row: userRoles })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(inArray(userRoles.userId, theirs), isNull(users.binnedAt)))
    .orderBy(asc(users.id), asc(userRoles.id))
  const byUser = new Map<number, Holder>()
  for (const { user, row } of found) {
    const holder = byUser.get(user.id) ?? { user: { ...user, held: [] }, rows: [] }
    holder.rows.push(row)
    holder.user.held.push(row)
    byUser.set(user.id, holder)
  }
  return [...byUser.values()]
}
