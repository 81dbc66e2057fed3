import { sql } from 'drizzle-orm'
import { code, count, day, flag, id, index, instant, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import type { RoleParameters } from '#roles/rights.ts'
import { users } from '../users.table.ts'

/** Roles given together: to new users by a rule, to anyone by hand. `roles` are rows as on a user, without a status. */
export const roleProfiles = table(
  'role_profiles',
  {
    id: id(),
    version: count().notNull().default(1),
    name: text().notNull(),
    description: text(),
    roles: json<ProfileRole[]>().notNull(),
    /** Whose rights the profile was last checked against. */
    authorId: ref().references(() => users.id, { onDelete: 'set null' }),
    authorName: text().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [uniqueIndex('role_profiles_name').on(row.name), index('role_profiles_author').on(row.authorId)],
)

/** `days`: how long the role lasts from the day on which it is given. */
export type ProfileRole = { role: number; scope: string; parameters?: RoleParameters | null; days?: number | null }

/** Which profile a new user gets: the first rule, by position, whose conditions all hold. An empty condition always holds. */
export const assignmentRules = table(
  'assignment_rules',
  {
    id: id(),
    version: count().notNull().default(1),
    position: count().notNull(),
    name: text().notNull(),
    recordType: code(),
    userGroup: code(),
    jobCategory: code(),
    profileId: ref()
      .notNull()
      .references(() => roleProfiles.id),
    enabled: flag().notNull().default(true),
    authorId: ref().references(() => users.id, { onDelete: 'set null' }),
    authorName: text().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [index('assignment_rules_profile').on(row.profileId), index('assignment_rules_author').on(row.authorId)],
)

export const userRoles = table(
  'user_roles',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: count().notNull(),
    scope: code().notNull(),
    status: code().notNull(),
    expiryDate: day(),
    parameters: json<RoleParameters>(),
    /** Since when and by whom; unknown for roles given before Foyer kept it. */
    grantedAt: instant(),
    grantedBy: text(),
    profileId: ref().references(() => roleProfiles.id, { onDelete: 'set null' }),
  },
  (row) => [
    uniqueIndex('user_roles_once').on(row.userId, row.role, row.scope),
    index('user_roles_role').on(row.role),
    index('user_roles_profile').on(row.profileId).where(sql`${row.profileId} is not null`),
  ],
)
