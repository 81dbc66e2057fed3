import { asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { changes } from '#history/changes.table.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Value } from '#history/history.ts'
import type { TestApp } from '#test/app.ts'
import { attachments } from '#users/attachments/attachments.table.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import type { Part } from '#users/fields.ts'
import { parts } from '#users/fields.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { proxies } from '#users/proxies/proxies.table.ts'
import { statistics } from '#users/statistics/statistics.table.ts'
import { valuesOf as roleValues } from '#users/user-roles/role-values.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { recordOf } from '../records.ts'

export type Values = Record<string, Value>
/** A record by place: "general", or a row of a list such as "email 3". Empty fields and flags that are off are left out. */
export type Told = ReadonlyMap<string, Values>

export const placeOf = (part: string, row: number | undefined): string => (row === undefined ? part : `${part} ${row}`)
export const lists = {
  address: addresses,
  phone: phones,
  email: emails,
  identifier: identifiers,
  note: notes,
  block: blocks,
  statistic: statistics,
  proxy: proxies,
  attachment: attachments,
  role: userRoles,
}
export type ListPart = Exclude<keyof typeof lists, 'proxy' | 'attachment'>

/** What was done to a user, the oldest first. */
export const actsOn = ({ db }: TestApp, userId: number): Promise<ChangeRow[]> =>
  Promise.resolve(db.read.select().from(changes).where(eq(changes.subjectId, userId)).orderBy(asc(changes.id)))

/** A record after one more act, which must have found there what it says it found. */
export function withAct(record: Told, { id, items }: ChangeRow): Told {
  const next = new Map(record)
  for (const { part, row, field, before, after } of items) {
    const place = placeOf(part, row)
    const values = next.get(place) ?? {}
    expect([id, place, field, held(before)]).toEqual([id, place, field, values[field] ?? null])
    next.set(place, filled({ ...values, [field]: after }))
  }
  return new Map([...next].filter(([, values]) => Object.keys(values).length > 0))
}

/** The same record as the tables hold it. */
export async function stored(app: TestApp, user: { id: number }): Promise<Told> {
  const told = new Map([['general', valuesOf('general', await recordOf(app, user))]])
  for (const [part, table] of Object.entries(lists)) {
    const rows = await app.db.read.select().from(table).where(eq(table.userId, user.id))
    for (const row of rows) told.set(placeOf(part, row.id), valuesOf(part as Part, 'parameters' in row ? roleValues(row) : row))
  }
  return told
}

const valuesOf = (part: Part, row: Record<string, unknown>): Values =>
  filled(Object.fromEntries(Object.keys(parts[part].fields).map((name) => [name, (row[name] ?? null) as Value])))

const filled = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => held(value) !== null))

/** A flag that is off is as good as none: history leaves out what a new role does not carry. */
export const held = (value: Value): Value => (value === false ? null : value)
