import { asc, eq } from 'drizzle-orm'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { assignmentRules, roleProfiles } from './user-roles.table.ts'

export type Rule = typeof assignmentRules.$inferSelect
/** A rule with the profile that it gives, as both are now. */
export type FullRule = Rule & { profile: Pick<typeof roleProfiles.$inferSelect, 'id' | 'name' | 'roles'> }

/** Every rule in the order in which they are asked. */
export const everyRule = cached(async (reader: Reader): Promise<readonly FullRule[]> => {
  const rows = await reader
    .select({ rule: assignmentRules, id: roleProfiles.id, name: roleProfiles.name, roles: roleProfiles.roles })
    .from(assignmentRules)
    .innerJoin(roleProfiles, eq(roleProfiles.id, assignmentRules.profileId))
    .orderBy(asc(assignmentRules.position), asc(assignmentRules.id))
  return rows.map(({ rule, ...profile }) => ({ ...rule, profile }))
})
