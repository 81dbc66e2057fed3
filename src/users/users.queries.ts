import { and, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { HeldRole } from '#roles/rights.ts'
import { identifiers } from './identifiers/identifiers.table.ts'
import { userRoles } from './user-roles/user-roles.table.ts'
import type { User } from './users.table.ts'
import { takenIdentifiers, users } from './users.table.ts'

const id = sql.placeholder('id')
const byId = prepared((db) =>
  db
    .select({
      user: users,
      id: userRoles.id,
      role: userRoles.role,
      scope: userRoles.scope,
      status: userRoles.status,
      expiryDate: userRoles.expiryDate,
      parameters: userRoles.parameters,
    })
    .from(users)
    .leftJoin(userRoles, eq(userRoles.userId, users.id))
    .where(eq(users.id, id))
    .prepare(),
)

/** A user with the roles on the record, in the order in which they were given: by them rights are judged. */
export type KnownUser = User & { held: (HeldRole & { id: number })[] }

export async function findUser(reader: Reader, userId: number): Promise<KnownUser | undefined> {
  const rows = await byId(reader).execute({ id: userId })
  const [first] = rows
  const held = rows.flatMap(({ user: _user, ...role }) => (role.id === null ? [] : (role as KnownUser['held'][number])))
  return first && { ...first.user, held: held.toSorted((one, other) => one.id - other.id) }
}

const holder = prepared((db) =>
  db
    .select({ id: takenIdentifiers.userId })
    .from(takenIdentifiers)
    .where(eq(takenIdentifiers.value, sql.placeholder('value')))
    .prepare(),
)
const row = prepared((db) => db.select().from(users).where(eq(users.id, id)).prepare())

/**
 * The user to whom an identifier (case folded) belongs, primary or additional, active or not. Asked in two steps: nearly
 * always nobody has it, and a statement costs by its columns even where it finds nothing.
 */
export async function holderOf(reader: Reader, key: string): Promise<User | undefined> {
  const [held] = await holder(reader).execute({ value: key })
  return held && (await row(reader).execute({ id: held.id }))[0]
}

const activeKey = prepared((db) =>
  db
    .select({ id: identifiers.id })
    .from(identifiers)
    .where(
      and(
        eq(identifiers.userId, id),
        eq(identifiers.valueKey, sql.placeholder('value')),
        eq(identifiers.status, 'ACTIVE'),
        sql`(${sql.placeholder('type')} is null or ${identifiers.type} = ${sql.placeholder('type')})`,
      ),
    )
    .limit(1)
    .prepare(),
)

/** The user whom an identifier (case folded) names now: as primary identifier, or as an active one. Nobody in the bin. */
export async function userNamedBy(reader: Reader, key: string): Promise<User | undefined> {
  const user = await holderOf(reader, key)
  if (user?.binnedAt !== null) return undefined
  if (user.primaryIdKey === key) return user
  return (await holdsActively(reader, user.id, key)) ? user : undefined
}

/** Whether the user has an active additional identifier of that value, of one type or of any. */
export const holdsActively = async (reader: Reader, userId: number, key: string, type: string | null = null): Promise<boolean> =>
  (await activeKey(reader).execute({ id: userId, value: key, type })).length > 0

const allKeys = prepared((db) =>
  db.select({ value: identifiers.valueKey }).from(identifiers).where(eq(identifiers.userId, id)).prepare(),
)
const takenKeys = prepared((db) =>
  db.select({ value: takenIdentifiers.value }).from(takenIdentifiers).where(eq(takenIdentifiers.userId, id)).prepare(),
)

/** The keys of a user's additional identifiers, and those the database keeps for the user. */
export async function identifierKeys(reader: Reader, userId: number) {
  const additional = (await allKeys(reader).execute({ id: userId })).map((row) => row.value)
  const taken = (await takenKeys(reader).execute({ id: userId })).map((row) => row.value)
  return { additional, taken }
}

/** The user whom an identifier typed by a person names. Throws NotFound when it names nobody, Conflict for one in the bin. */
export async function mustBeNamed(reader: Reader, identifier: string): Promise<User> {
  const key = caseFold(identifier)
  const user = await userNamedBy(reader, key)
  const holder = user ?? (await holderOf(reader, key))
  if (!user && holder && holder.binnedAt !== null)
    throw new Conflict(_('The user with the identifier {identifier} is in the bin. Restore it first.', { identifier }))
  if (!user) throw new NotFound(_('No user has the identifier {identifier}.', { identifier }))
  return user
}
