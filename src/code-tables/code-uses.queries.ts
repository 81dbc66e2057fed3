import { setImmediate as breathe } from 'node:timers/promises'
import { max, sql } from 'drizzle-orm'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import type { ProfileRole } from '#users/user-roles/user-roles.table.ts'
import { assignmentRules, roleProfiles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import type { Counted, Slice, UseKind } from './code-holders.queries.ts'
import { holders } from './code-holders.queries.ts'
import { codesOf, settingOf } from './code-tables.queries.ts'
import type { CodeTable } from './code-tables.ts'
import { codeTables } from './code-tables.ts'
import { tableFacts } from './table-facts.ts'

export type Use = { kind: UseKind; n: number }
/** How often each code of a table is used, by what. */
export type Uses = Map<string, Use[]>

/** What a role of a profile says of a code of each table. */
const inProfile: Partial<Record<CodeTable, (role: ProfileRole) => string | undefined>> = {
  Libraries: (role) => role.scope,
  CirculationDesks: (role) => role.parameters?.CirculationDesk,
  ServiceUnits: (role) => role.parameters?.ServiceUnit,
}
const ruleColumns = { UserGroups: assignmentRules.userGroup, JobTitles: assignmentRules.jobCategory } as const
const settingsOf: Partial<Record<CodeTable, string[]>> = { UserGroups: ['restricted_groups'] }

async function inConfiguration(reader: Reader, table: CodeTable): Promise<[UseKind, Counted][]> {
  return [
    ['codes', await childrenOf(reader, table)],
    ['profiles', await profilesWith(reader, table)],
    ['rules', await rulesWith(reader, table)],
    ['settings', await settingsWith(reader, table)],
  ]
}

async function childrenOf(reader: Reader, table: CodeTable): Promise<Counted> {
  const children = (Object.keys(codeTables) as CodeTable[]).filter((other) => tableFacts[other].parent === table)
  const all = await Promise.all(children.map((child) => codesOf(reader, child)))
  return all.flatMap((codes) => [...codes.values()]).map(({ parent }) => ({ code: parent, n: 1 }))
}

async function profilesWith(reader: Reader, table: CodeTable): Promise<Counted> {
  const codeIn = inProfile[table]
  if (!codeIn) return []
  const rows = await reader.select({ roles: roleProfiles.roles }).from(roleProfiles)
  return rows.flatMap(({ roles }) => [...new Set(roles.map(codeIn))].map((code) => ({ code: code ?? null, n: 1 })))
}

async function rulesWith(reader: Reader, table: CodeTable): Promise<Counted> {
  const column = ruleColumns[table as keyof typeof ruleColumns]
  return column ? reader.select({ code: column, n: sql<number>`count(*)` }).from(assignmentRules).groupBy(column) : []
}

async function settingsWith(reader: Reader, table: CodeTable): Promise<Counted> {
  const values = await Promise.all((settingsOf[table] ?? []).map((name) => settingOf(reader, name)))
  return values.flatMap((value) => (value ?? '').split(',')).map((code) => ({ code, n: 1 }))
}

async function lastUser(reader: Reader): Promise<number> {
  const [row] = await reader.select({ last: max(users.id) }).from(users)
  return row?.last ?? 0
}

async function gather(reader: Reader, table: CodeTable, slices: Slice[], pause: () => Promise<unknown>): Promise<Uses> {
  const found = new Map<string, Map<UseKind, number>>()
  const add = (kind: UseKind, counted: Counted) => {
    for (const { code, n } of counted) {
      if (!code) continue
      const of = found.get(code) ?? new Map<UseKind, number>()
      found.set(code, of.set(kind, (of.get(kind) ?? 0) + n))
    }
  }
  for (const slice of slices) {
    for (const source of holders[table] ?? []) add(source.kind, await source.count(reader, slice))
    await pause()
  }
  for (const [kind, counted] of await inConfiguration(reader, table)) add(kind, counted)
  return new Map([...found].map(([code, of]) => [code, [...of].map(([kind, n]) => ({ kind, n }))]))
}

// About ten milliseconds each.
const sliceSize = 5000
const remembered = cached(async () => new Map<CodeTable, Uses>())

/** How often each code of a table is used, for a page: counted in slices, and again only when the database changed. */
export async function usesIn(reader: Reader, table: CodeTable): Promise<Uses> {
  const known = await remembered(reader)
  const before = known.get(table)
  if (before) return before
  const last = await lastUser(reader)
  const slices = Array.from({ length: Math.ceil(last / sliceSize) }, (_none, n) => ({
    after: n * sliceSize,
    upTo: (n + 1) * sliceSize,
  }))
  const uses = await gather(reader, table, slices, () => (slices.length > 1 ? breathe() : Promise.resolve()))
  known.set(table, uses)
  return uses
}

/** What holds one code at this moment, for the act that would remove it: nothing else can come between. */
export async function usesOf(tx: Reader, table: CodeTable, code: string): Promise<Use[]> {
  const uses = await gather(tx, table, [{ after: 0, upTo: await lastUser(tx), only: code }], () => Promise.resolve())
  return uses.get(code) ?? []
}
