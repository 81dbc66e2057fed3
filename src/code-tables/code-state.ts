import { and, eq } from 'drizzle-orm'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Configurer } from './code-acts.ts'
import { getCode, noteAct } from './code-acts.ts'
import { codes } from './code-tables.table.ts'
import type { Code, CodeTable } from './code-tables.ts'
import { tableFacts } from './table-facts.ts'

type State = { enabled?: boolean; isDefault?: boolean }

/** Opens a code to be chosen again, or closes it: records that hold it keep it. One that is closed is no default. */
export async function enableCode(tx: Tx, actor: Configurer, table: CodeTable, id: number, enabled: boolean): Promise<Code> {
  actor.must('configure')
  const current = await getCode(tx, table, id)
  if (!enabled) mustNotBeNeeded(table, current)
  await setState(tx, actor, current, enabled ? { enabled } : { enabled, isDefault: false })
  return current
}

function mustNotBeNeeded(table: CodeTable, { code }: Code): void {
  if (tableFacts[table].relied?.includes(code))
    throw new Conflict(_('Foyer itself relies on {code}, so it stays open. You can change how it reads.', { code }))
}

/** Makes a code the one that new users get, or takes that away: then none is. */
export async function makeDefault(tx: Tx, actor: Configurer, table: CodeTable, id: number, isDefault: boolean): Promise<Code> {
  actor.must('configure')
  const current = await getCode(tx, table, id)
  if (isDefault) await mustBeFit(table, current)
  const before = isDefault ? await defaultOf(tx, table) : undefined
  if (before && before.id !== id) await setState(tx, actor, before, { isDefault: false })
  await setState(tx, actor, current, { isDefault })
  return current
}

async function mustBeFit(table: CodeTable, { code, enabled }: Code): Promise<void> {
  if (!tableFacts[table].hasDefault) throw new Conflict(_('This table has no default.'))
  if (!enabled) throw new Conflict(_('{code} is disabled, and cannot be the default. Enable it first.', { code }))
}

async function defaultOf(tx: Tx, table: CodeTable): Promise<Code | undefined> {
  const [found] = await tx
    .select()
    .from(codes)
    .where(and(eq(codes.tableName, table), eq(codes.isDefault, true)))
  return found
}

async function setState(tx: Tx, actor: Configurer, current: Code, state: State): Promise<void> {
  const changes = diff('code', current, state)
  if (changes.length === 0) return
  await tx.update(codes).set(state).where(eq(codes.id, current.id))
  await noteAct(tx, actor, current.id, 'changed', changes)
}
