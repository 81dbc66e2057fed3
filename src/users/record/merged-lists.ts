import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Reader } from '#platform/db/database.ts'
import { attachmentList } from '../attachments/attachments.ts'
import { blockList } from '../blocks/blocks.ts'
import { contactLists } from '../contact/contact.ts'
import { parts } from '../fields.ts'
import { identifierList } from '../identifiers/identifiers.ts'
import { rowsOn } from '../moved-rows.ts'
import { noteList } from '../notes/notes.ts'
import { proxyList } from '../proxies/proxies.ts'
import type { List, Row } from '../rows.ts'
import { statisticList } from '../statistics/statistics.ts'
import { valuesOf } from '../user-roles/role-values.ts'
import type { HeldRow } from '../user-roles/user-roles.ts'
import { roleList } from '../user-roles/user-roles.ts'

/** The lists of a record that can go over to another one. */
export const mergedLists: readonly List[] = [
  contactLists.addresses,
  contactLists.phones,
  contactLists.emails,
  identifierList,
  noteList,
  blockList,
  statisticList,
  attachmentList,
  proxyList,
  roleList,
]

export const listOf = (part: string): List | undefined => mergedLists.find((list) => list.part === part)

export type Rows = Map<string, Row[]>
/** All rows of a record, by the part that they belong to. */
export async function rowsOfRecord(reader: Reader, userId: number): Promise<Rows> {
  const rows: Rows = new Map()
  for (const list of mergedLists) rows.set(list.part, await rowsOn(reader, list, userId))
  return rows
}

/** What a row says, as its history speaks of it. */
export function saidBy(part: string, row: Row): Record<string, unknown> {
  if (part === 'role')
    return Object.fromEntries(Object.entries(valuesOf(row as unknown as HeldRow)).filter(([, value]) => value !== false))
  const fields = Object.keys(parts[part as keyof typeof parts].fields)
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
}

/** What became of a record's rows: those that came, those that went, and what changed of the others. */
export function rowChanges(before: Rows, after: Rows): Change[] {
  return mergedLists.flatMap(({ part }) => {
    const [had, has] = [before.get(part) ?? [], after.get(part) ?? []]
    const gone = had.filter(({ id }) => !has.some((row) => row.id === id))
    const changed = has.flatMap((row) => {
      const old = had.find(({ id }) => id === row.id)
      return diff(part, old ? saidBy(part, old) : {}, saidBy(part, row), row.id)
    })
    return [...gone.flatMap((row) => diff(part, saidBy(part, row), emptied(part, row), row.id)), ...changed]
  })
}

const emptied = (part: string, row: Row) => Object.fromEntries(Object.keys(saidBy(part, row)).map((field) => [field, null]))
