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
  // As people count: the first stands at 1.
  await noteAct(tx, actor, id, 'changed', diff('code', { position: from + 1 }, { position: to + 1 }))
  return true
}

const setPosition = async (tx: Tx, id: number, position: number) => {
  await tx.update(codes).set({ position }).where(eq(codes.id, id))
}

/** The position for a new code: after all others, or where its name belongs, those behind it moving on. */
export async function placeForNew(tx: Tx, table: CodeTable, description: string): Promise<number> {
  const rows = await inOrder(tx, table)
  const last = (rows.at(-1)?.position ?? 0) + 1
  if (!tableFacts[table].byName) return last
  const next = rows.find((row) => row.description.localeCompare(description, 'en') > 0)
  if (!next) return last
  await tx
    .update(codes)
    .set({ position: sql`${codes.position} + 1` })
    .where(and(eq(codes.tableName, table), gte(codes.position, next.position)))
  return next.position
}
