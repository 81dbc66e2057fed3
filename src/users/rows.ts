import { and, asc, eq } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Edit, Place } from '#history/edits.ts'
import { mergeSince, removalOf } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound, refuse } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import type { Part } from './fields.ts'
import { parts } from './fields.ts'
import type { User } from './users.table.ts'
import type { Changed } from './users.ts'
import { getUser, touchUser } from './users.ts'

export type Row = Record<string, unknown> & { id: number; userId: number }
type RowTable = SQLiteTable & { id: SQLiteColumn; userId: SQLiteColumn }

/** A list on a user's record, as its tab keeps it. The verbs below write it; only that tab calls them with it. */
export type List = {
  part: Part
  table: RowTable
  permission: Permission
  /** Whether the list lets people in or keeps them out: on staff it needs the rights of that user. */
  outranked?: boolean
  /** Flags that at most one row has; of those in `always`, exactly one row has each while there are rows. */
  single?: readonly string[]
  always?: readonly string[]
  /** Columns that follow from the values. */
  derived?: (values: Record<string, unknown>) => Record<string, unknown>
  /** What belongs to the row only when it is new: who wrote it, and where it comes from. */
  fresh?: (actor: Actor) => Record<string, unknown>
  /** What else a row holds, such as a file: called before a row comes, and after it went. */
  holds?: (tx: Tx, actor: Actor, row: Record<string, unknown>, comes: boolean) => Promise<void>
}

/**
 * Adds a row, in one act with its history. Answers its number. The values were parsed by the catalogue and checked by the
 * tab; a row that comes back has its old number among them (`id`). `origin` says whose it is: the library's, unless it is
 * given to the source of an external user.
 */
export async function addRow(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  list: List,
  { id: old, origin, ...values }: Record<string, unknown>,
): Promise<number> {
  await mustWrite(tx, actor, user, list)
  const given = await originFor(tx, user, origin)
  const others = await rowsOf(tx, list, user)
  const row = { ...values, ...flagsOfNew(list, values, others) }
  const changes = await giveWay(tx, list, others, row)
  await list.holds?.(tx, actor, row, true)
  const [made] = (await tx
    .insert(list.table)
    .values({
      ...row,
      ...list.derived?.(row),
      ...list.fresh?.(actor),
      ...given,
      userId: user.id,
      ...(old ? { id: old } : {}),
    } as never)
    .returning({ id: list.table.id })) as { id: number }[]
  const id = made?.id ?? 0
  await finish(tx, actor, user, 'added', [...diff(list.part, {}, row, id), ...changes])
  return id
}

/** Changes a row: only what differs is written. Throws Clash where others changed the same, Gone when it was removed. */
export async function changeRow(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  list: List,
  id: number,
  typed: Record<string, unknown>,
  edit: Edit,
): Promise<Changed> {
  await mustWrite(tx, actor, user, list)
  const current = await rowOf(tx, user, list, id)
  const { version } = await getUser(tx, user.id)
  const place: Place = { subject: 'user', subjectId: user.id, part: list.part, row: id }
  const { values, theirs } = await mergeSince(tx, place, { version, values: current }, typed, edit)
  const others = (await rowsOf(tx, list, user)).filter((row) => row.id !== id)
  const row = { ...values, ...flagsOfOld(list, values, current, others) }
  const own = diff(list.part, current, row, id)
  if (own.length === 0) return { changes: [], theirs }
  const changes = await giveWay(tx, list, others, row)
  const set = Object.fromEntries(own.map((change) => [change.field, change.after]))
  await tx
    .update(list.table)
    .set({ ...set, ...list.derived?.({ ...current, ...set }) } as never)
    .where(eq(list.table.id, id))
  changes.push(...(await passOn(tx, list, user, id)))
  await finish(tx, actor, user, 'changed', [...own, ...changes])
  return { changes: own, theirs }
}

/** Removes a row; where it was the preferred one, the oldest that remains takes its place. */
export async function removeRow(tx: Tx, actor: Actor, user: { id: number }, list: List, id: number): Promise<Row> {
  await mustWrite(tx, actor, user, list)
  const current = await rowOf(tx, user, list, id)
  await tx.delete(list.table).where(eq(list.table.id, id))
  await list.holds?.(tx, actor, current, false)
  const fields = Object.keys(parts[list.part].fields)
  const changes = diff(list.part, current, Object.fromEntries(fields.map((field) => [field, null])), id)
  changes.push(...(await passOn(tx, list, user)))
  await finish(tx, actor, user, 'removed', changes)
  return current
}

/** The row of that number on this user. Throws Gone when someone removed it, NotFound when it never was there. */
export async function rowOf(tx: Tx, user: { id: number }, list: List, id: number): Promise<Row> {
  const [row] = (await tx
    .select()
    .from(list.table)
    .where(and(eq(list.table.id, id), eq(list.table.userId, user.id)))) as Row[]
  if (row) return row
  const removal = await removalOf(tx, { subject: 'user', subjectId: user.id, part: list.part, row: id })
  if (!removal) throw new NotFound(_('There is no such entry on this user.'))
  throw new Gone(
    _('{name} removed this entry since you opened it. What you typed is still here; add it anew if it is to stand.', {
      name: removal.by,
    }),
  )
}

async function originFor(tx: Tx, user: { id: number }, origin: unknown): Promise<{ origin?: 'EXTERNAL' }> {
  if (origin !== 'EXTERNAL') return {}
  if ((await getUser(tx, user.id)).accountType !== 'EXTERNAL')
    refuse('external', _('No source owns this user any more. Take the tick off: the entry is the library’s.'))
  return { origin }
}

const mustWrite = async (tx: Tx, actor: Actor, user: { id: number }, list: List): Promise<void> => {
  const current = await getUser(tx, user.id)
  actor.must(list.permission, current)
  if (list.outranked) mustOutrank(actor, current)
}

async function finish(tx: Tx, actor: Actor, user: { id: number }, action: string, changes: Change[]): Promise<User> {
  const { version } = await touchUser(tx, actor, user)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action, changes })
  return getUser(tx, user.id)
}

const rowsOf = async (tx: Tx, list: List, user: { id: number }): Promise<Row[]> =>
  (await tx.select().from(list.table).where(eq(list.table.userId, user.id)).orderBy(asc(list.table.id))) as Row[]

// The first row of a kind is the preferred one, whatever was ticked.
function flagsOfNew(list: List, values: Record<string, unknown>, others: Row[]): Record<string, boolean> {
  const must = (flag: string) => others.length === 0 && (list.always?.includes(flag) ?? false)
  return Object.fromEntries((list.single ?? []).map((flag) => [flag, values[flag] === true || must(flag)]))
}

// A tick is not taken away where nobody else could have it.
function flagsOfOld(list: List, values: Record<string, unknown>, current: Row, others: Row[]): Record<string, boolean> {
  const stuck = (list.always ?? []).filter((flag) => values[flag] === false && current[flag] === true && others.length === 0)
  return Object.fromEntries(stuck.map((flag) => [flag, true]))
}

// Where a row takes a flag that only one may have, the one that had it gives way first: the database allows no two.
async function giveWay(tx: Tx, list: List, others: Row[], row: Record<string, unknown>): Promise<Change[]> {
  const changes: Change[] = []
  for (const flag of list.single ?? []) {
    const holder = row[flag] === true ? others.find((other) => other[flag] === true) : undefined
    if (holder) changes.push(...(await setFlag(tx, list, holder, flag, false)))
  }
  return changes
}

// Exactly one row is preferred while there are rows: the oldest takes over, another than the one that gave it up.
async function passOn(tx: Tx, list: List, user: { id: number }, except?: number): Promise<Change[]> {
  const changes: Change[] = []
  for (const flag of list.always ?? []) {
    const rows = await rowsOf(tx, list, user)
    if (rows.length === 0 || rows.some((row) => row[flag] === true)) continue
    const heir = rows.find((row) => row.id !== except) ?? rows[0]
    if (heir) changes.push(...(await setFlag(tx, list, heir, flag, true)))
  }
  return changes
}

async function setFlag(tx: Tx, list: List, row: Row, flag: string, value: boolean): Promise<Change[]> {
  await tx
    .update(list.table)
    .set({ [flag]: value } as never)
    .where(eq(list.table.id, row.id))
  return diff(list.part, row, { [flag]: value }, row.id)
}
