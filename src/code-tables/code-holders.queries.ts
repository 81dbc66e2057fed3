import type { SQL } from 'drizzle-orm'
import { and, eq, gt, isNotNull, lte, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from '#platform/db/database.ts'
import { element, elementsOf } from '#platform/db/list-elements.ts'
import type { RoleParameters } from '#roles/rights.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { statistics } from '#users/statistics/statistics.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import type { CodeTable } from './code-tables.ts'

/** What may hold a code: users, roles, notes and blocks of users, or something of the configuration. */
export type UseKind = 'users' | 'roles' | 'notes' | 'blocks' | 'codes' | 'profiles' | 'rules' | 'settings'

/** Of these users alone: a library has many, and counting all at once would keep everyone else waiting. `only`: one code. */
export type Slice = { after: number; upTo: number; only?: string }
export type Counted = { code: string | null; n: number }[]
/** A statement that gives the numbers of users. */
export type Owners = { sql: string; values: unknown[] }
type Source = {
  kind: UseKind
  count(reader: Reader, slice: Slice): Promise<Counted>
  /** Whether it tells of notes, which not everybody sees. */
  ofNotes?: boolean
  /** The users who hold a code there. */
  owners(reader: Reader, code: string): { toSQL(): { sql: string; params: unknown[] } }
}

const within = (owner: SQLiteColumn, { after, upTo }: Slice) => and(gt(owner, after), lte(owner, upTo))
const oneOf = (code: SQLiteColumn | SQL<string>, { only }: Slice) => (only === undefined ? undefined : sql`${code} = ${only}`)
const tableOf = (column: SQLiteColumn) => column.table as SQLiteTable

/** A column of one code: how many users, or how many rows, hold each. */
const held = (column: SQLiteColumn, owner: SQLiteColumn, kind: UseKind = 'users'): Source => ({
  kind,
  ofNotes: owner === notes.userId,
  count: async (reader, slice) =>
    reader
      .select({ code: sql<string>`${column}`, n: kind === 'users' ? distinct(owner) : sql<number>`count(*)` })
      .from(tableOf(column))
      .where(and(within(owner, slice), isNotNull(column), oneOf(column, slice)))
      .groupBy(column),
  owners: (reader, code) =>
    reader
      .select({ id: sql`${owner}` })
      .from(tableOf(column))
      .where(eq(column, code)),
})

/** A column that holds a list of codes: how many users have each among them. */
const listed = (column: SQLiteColumn, owner: SQLiteColumn): Source => ({
  kind: 'users',
  count: async (reader, slice) =>
    reader
      .select({ code: element, n: distinct(owner) })
      .from(tableOf(column))
      .innerJoin(elementsOf(column), sql`true`)
      .where(and(within(owner, slice), isNotNull(column), oneOf(element, slice)))
      .groupBy(element),
  owners: (reader, code) =>
    reader
      .select({ id: sql`${owner}` })
      .from(tableOf(column))
      .innerJoin(elementsOf(column), sql`true`)
      .where(sql`${element} = ${code}`),
})

const distinct = (owner: SQLiteColumn): SQL<number> => sql<number>`count(distinct ${owner})`

// Few roles carry anything.
const carried = (parameter: 'CirculationDesk' | 'ServiceUnit'): Source => ({
  kind: 'roles',
  async count(reader, slice) {
    const rows = await reader
      .select({ parameters: userRoles.parameters })
      .from(userRoles)
      .where(and(within(userRoles.userId, slice), isNotNull(userRoles.parameters)))
    return rows.map((row) => ({ code: (row.parameters as RoleParameters)[parameter] ?? null, n: 1 }))
  },
  owners: (reader, code) =>
    reader
      .select({ id: sql`${userRoles.userId}` })
      .from(userRoles)
      .where(sql`${userRoles.parameters} ->> ${parameter} = ${code}`),
})

/** The rows of users that hold codes of each table. */
export const holders: Partial<Record<CodeTable, Source[]>> = {
  UserGroups: [held(users.userGroup, users.id)],
  JobTitles: [held(users.jobCategory, users.id)],
  UserTitles: [held(users.title, users.id)],
  Genders: [held(users.gender, users.id)],
  UserPreferredLanguage: [held(users.preferredLanguage, users.id)],
  CatalogerLevel: [held(users.catalogerLevel, users.id)],
  Campuses: [held(users.campus, users.id)],
  LibraryNotices: [listed(users.libraryNotices, users.id)],
  ResourceSharingLibraries: [listed(users.resourceSharingLibraries, users.id)],
  UserAddressTypes: [listed(addresses.types, addresses.userId)],
  UserPhoneTypes: [listed(phones.types, phones.userId)],
  UserEmailTypes: [listed(emails.types, emails.userId)],
  CountryCodes: [held(addresses.country, addresses.userId)],
  UserIdentifierTypes: [held(identifiers.type, identifiers.userId)],
  NoteTypes: [held(notes.type, notes.userId)],
  UserBlockTypes: [held(blocks.type, blocks.userId)],
  UserBlockDescription: [held(blocks.description, blocks.userId)],
  StatisticalCategories: [held(statistics.category, statistics.userId)],
  Libraries: [
    held(userRoles.scope, userRoles.userId, 'roles'),
    held(notes.ownerLibrary, notes.userId, 'notes'),
    held(blocks.ownerLibrary, blocks.userId, 'blocks'),
  ],
  CirculationDesks: [carried('CirculationDesk')],
  ServiceUnits: [carried('ServiceUnit')],
}

/** The users on whose records a code of a table stands; undefined where none of that can be seen, or none ever could. */
export function holdersOf(reader: Reader, table: CodeTable, code: string, sees: { notes: boolean }): Owners | undefined {
  const sources = (holders[table] ?? []).filter(({ ofNotes }) => sees.notes || !ofNotes)
  if (sources.length === 0) return undefined
  const parts = sources.map((source) => source.owners(reader, code).toSQL())
  return { sql: parts.map(({ sql: text }) => text).join(' UNION '), values: parts.flatMap(({ params }) => params) }
}
