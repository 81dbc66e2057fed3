import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Restricted } from '#roles/rights.ts'
import { administratorRole, institutionScope } from '#roles/roles.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import { credentials, preferences, sessions } from './sign-in.table.ts'

const today = sql.placeholder('today')

const administratorsOn = prepared((db) =>
  db
    .select({
      id: users.id,
      endless: sql<number>`${users.expiryDate} is null and ${userRoles.expiryDate} is null`,
      parameters: userRoles.parameters,
    })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        eq(userRoles.role, administratorRole),
        eq(userRoles.scope, institutionScope),
        eq(userRoles.status, 'ACTIVE'),
        or(isNull(userRoles.expiryDate), gte(userRoles.expiryDate, today)),
        eq(users.status, 'ACTIVE'),
        eq(users.accountType, 'INTERNAL'),
        isNull(users.binnedAt),
        or(isNull(users.expiryDate), gte(users.expiryDate, today)),
      ),
    )
    .prepare(),
)

/**
 * Administrators who can sign in on a day. Those last who have no end date, and no limit: what is closed to an
 * administrator who may not change restricted users must stay open to somebody.
 */
export const administrators = async (reader: Reader, day: string): Promise<{ id: number; lasting: boolean }[]> =>
  (await administratorsOn(reader).execute({ today: day })).map(({ id, endless, parameters }) => ({
    id,
    lasting: Boolean(endless) && !parameters?.CantEditRestrictedUsers,
  }))

const credentialsOf = prepared((db) =>
  db
    .select()
    .from(credentials)
    .where(eq(credentials.userId, sql.placeholder('userId')))
    .prepare(),
)
export const findCredentials = async (reader: Reader, userId: number) => (await credentialsOf(reader).execute({ userId }))[0]

const named = prepared((db) =>
  db
    .select({ user: users, identifier: identifiers.value })
    .from(users)
    .leftJoin(identifiers, eq(identifiers.userId, users.id))
    .where(eq(users.id, sql.placeholder('userId')))
    .prepare(),
)

/** The person who is to have a password, and the words that it must not contain: names and identifiers. */
export async function passwordPerson(reader: Reader, userId: number) {
  const rows = await named(reader).execute({ userId })
  const user = rows[0]?.user
  if (!user) return undefined
  const { firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName } = user
  const names = [user.primaryId, firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName]
  return { ...user, words: [...names, ...rows.map((row) => row.identifier)] }
}

const sessionById = prepared((db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.id, sql.placeholder('id')))
    .prepare(),
)
export const findSession = async (reader: Reader, id: string) => (await sessionById(reader).execute({ id }))[0]

const key = sql.placeholder('key')
const candidate = prepared((db) =>
  db
    .select({ user: users, credentials })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        eq(takenIdentifiers.value, key),
        or(
          eq(users.primaryIdKey, key),
          sql`exists (select 1 from ${identifiers} where ${identifiers.userId} = ${users.id}
            and ${identifiers.valueKey} = ${key} and ${identifiers.status} = 'ACTIVE')`,
        ),
      ),
    )
    .prepare(),
)

/** The user with a password whom an active identifier (case folded) names. */
export const signInCandidate = async (reader: Reader, identifier: string) =>
  (await candidate(reader).execute({ key: identifier }))[0]

const signedIn = prepared((db) =>
  db
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      prefFirstName: users.prefFirstName,
      prefLastName: users.prefLastName,
      status: users.status,
      accountType: users.accountType,
      expiryDate: users.expiryDate,
      role: userRoles.role,
      scope: userRoles.scope,
      roleStatus: userRoles.status,
      roleExpiryDate: userRoles.expiryDate,
      parameters: userRoles.parameters,
      shortcuts: preferences.shortcuts,
      mustChange: credentials.mustChange,
    })
    .from(users)
    .innerJoin(userRoles, eq(userRoles.userId, users.id))
    .leftJoin(preferences, eq(preferences.userId, users.id))
    .leftJoin(credentials, eq(credentials.userId, users.id))
    // Whoever is in the bin is not here at all.
    .where(and(eq(users.id, sql.placeholder('userId')), isNull(users.binnedAt)))
    .prepare(),
)

/** Which users are restricted, as the library set it. */
export const restrictedUsers = cached(async (reader): Promise<Restricted> => {
  const rows = await reader
    .select()
    .from(settingValues)
    .where(inArray(settingValues.name, ['restricted_groups', 'restricted_roles']))
  const listed = (name: string) =>
    rows
      .find((row) => row.name === name)
      ?.value.split(',')
      .filter(Boolean) ?? []
  return { groups: new Set(listed('restricted_groups')), roles: new Set(listed('restricted_roles').map(Number)) }
})

const idleMinutes = { usual: 60, least: 5, most: 720 }

/** How long a session lasts without a request: a setting of the library. */
export const idleMilliseconds = cached(async (reader): Promise<number> => {
  const [set] = await reader.select().from(settingValues).where(eq(settingValues.name, 'session_idle_minutes'))
  const minutes = Number(set?.value ?? idleMinutes.usual) || idleMinutes.usual
  return Math.min(idleMinutes.most, Math.max(idleMinutes.least, minutes)) * 60_000
})

type PersonWithRoles = Awaited<ReturnType<ReturnType<typeof signedIn>['execute']>>
const people = cached(async () => new Map<number, PersonWithRoles>())

/**
 * A person, the roles they hold, a row for each role, and whether the password must be changed: in one statement, and
 * in none until the database changes. Not for use in a transaction, which would not see what it wrote itself.
 */
export async function personWithRoles(reader: Reader, userId: number): Promise<PersonWithRoles> {
  const known = await people(reader)
  const rows = known.get(userId) ?? (await signedIn(reader).execute({ userId }))
  known.set(userId, rows)
  return rows
}

/** When everyone with a password signed in last; null for whoever never did. */
export const staffLastSeen = async (reader: Reader): Promise<{ userId: number; lastSignInAt: number | null }[]> =>
  reader.select({ userId: credentials.userId, lastSignInAt: credentials.lastSignInAt }).from(credentials)
