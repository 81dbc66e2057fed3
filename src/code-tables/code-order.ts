import { and, asc, eq, gte, sql } from 'drizzle-orm'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Configurer } from './code-acts.ts'
import { getCode, noteAct } from './code-acts.ts'
import { codes } from './code-tables.table.ts'
import type { CodeTable } from './code-tables.ts'
import { tableFacts } from './table-facts.ts'

const inOrder = (tx: Tx, table: CodeTable) =>
  tx
    .select({ id: codes.id, position: codes.position, description: codes.description })
    .from(codes)
    .where(eq(codes.tableName, table))
    .orderBy(asc(codes.position), asc(codes.id))

/** Moves a code one place in its table. Answers whether it moved: the first does not go up. */
export async function moveCode(
  tx: Tx,
  actor: Configurer,
  table: CodeTable,
  id: number,
  direction: 'up' | 'down',
): Promise<boolean> {
  actor.must('configure')
  if (tableFacts[table].byName) throw new Conflict(_('This table stands in the order of its names.'))
  await getCode(tx, table, id)
  const rows = await inOrder(tx, table)
  const from = rows.findIndex((row) => row.id === id)
  const to = direction === 'up' ? from - 1 : from + 1
  const [moved, other] = [rows[from], rows[to]]
  if (!moved || !other) return false
  await setPosition(tx, moved.id, other.position)
  await setPosition(tx, other.id, moved.position)
  await noteAct(tx, actor, id, 'changed', diff('code', { position: from + 1 }, { position: to + 1 }))
  return true
}

const setPosition = async (tx: Tx, id: number, position: number) => {
  await tx.update(codes).set({ position }).where(eq(codes.id, id))
}

/** Moves a code until it stands at a place of its table, counted from 1, or at the end before it. */
export async function moveCodeTo(tx: Tx, actor: Configurer, table: CodeTable, id: number, place: number): Promise<void> {
  const from = await placeOfCode(tx, table, id)
  for (let left = Math.abs(place - from); left > 0; left -= 1)
    if (!(await moveCode(tx, actor, table, id, place < from ? 'up' : 'down'))) return
}

/** At which place of its table a code stands, as people count: the first stands at 1. */
export const placeOfCode = async (tx: Tx, table: CodeTable, id: number): Promise<number> =>
  (await inOrder(tx, table)).findIndex((row) => row.id === id) + 1

/**
 * The position for a new code: where it stood before (`place`, counted from 1), else after all others, or where its name
 * belongs; those behind it move on.
 */
export async function placeForNew(tx: Tx, table: CodeTable, description: string, place?: number): Promise<number> {
  const rows = await inOrder(tx, table)
  const last = (rows.at(-1)?.position ?? 0) + 1
  const { byName } = tableFacts[table]
  if (!byName && place === undefined) return last
  const next = byName ? rows.find((row) => row.description.localeCompare(description, 'en') > 0) : rows[(place ?? 0) - 1]
  if (!next) return last
  await tx
    .update(codes)
    .set({ position: sql`${codes.position} + 1` })
    .where(and(eq(codes.tableName, table), gte(codes.position, next.position)))
  return next.position
}
