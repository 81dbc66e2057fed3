import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import { changedSince, mergeSince } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Configurer } from './code-acts.ts'
import { getCode, noteAct, placeOf } from './code-acts.ts'
import { lastActOn } from './code-changes.queries.ts'
import { placeForNew } from './code-order.ts'
import { codes } from './code-tables.table.ts'
import type { Code, CodeTable } from './code-tables.ts'
import { usesOf } from './code-uses.queries.ts'
import { usesInWords } from './code-uses.ts'
import type { CodeValues } from './code-values.ts'
import { checkNew, checkValues } from './code-values.ts'
import { tableFacts } from './table-facts.ts'

const insert = inserter(codes)
/** What can be changed of a code, and what history keeps of one that came or went. */
const said = ({ description, recordTypes, parent }: Said) => ({ description, recordTypes, parent })
type Said = Pick<Code, 'description' | 'recordTypes' | 'parent'>
const told = (tableName: CodeTable, code: Said & { code: string }) => ({ tableName, code: code.code, ...said(code) })
const nothing = { tableName: null, code: null, description: null, recordTypes: null, parent: null }

/** Adds a code at the end of its table, or where its name belongs. Throws Refusal for one that cannot stand. */
export async function addCode(
  tx: Tx,
  actor: Configurer,
  table: CodeTable,
  values: CodeValues & { code: string },
): Promise<number> {
  actor.must('configure')
  const row = await checkNew(tx, table, values)
  const position = await placeForNew(tx, table, row.description)
  const id = await insert(tx, { ...row, tableName: table, position, enabled: true, isDefault: false })
  await noteAct(tx, actor, id, 'added', diff('code', {}, told(table, row)))
  return id
}

/** Changes what is said of a code; what others changed meanwhile is merged. Throws Clash where both changed the same. */
export async function changeCode(
  tx: Tx,
  actor: Configurer,
  table: CodeTable,
  id: number,
  values: CodeValues,
  edit: Edit = {},
): Promise<{ changes: Change[]; theirs: string[] }> {
  actor.must('configure')
  const current = await getCode(tx, table, id)
  const kept = await checkValues(tx, table, values, current)
  const { version } = await lastActOn(tx, id)
  const merged = await mergeSince(tx, placeOf(id), { version, values: said(current) }, kept, edit)
  const changes = diff('code', current, merged.values)
  if (changes.length === 0) return { changes, theirs: merged.theirs }
  await tx
    .update(codes)
    .set(Object.fromEntries(changes.map((change) => [change.field, change.after])))
    .where(eq(codes.id, id))
  await noteAct(tx, actor, id, 'changed', changes)
  return { changes, theirs: merged.theirs }
}

/** Removes a code that nothing holds. Throws Conflict, naming what does, or when others changed it since it was asked. */
export async function removeCode(tx: Tx, actor: Configurer, table: CodeTable, id: number, edit: Edit = {}): Promise<Code> {
  actor.must('configure')
  const current = await getCode(tx, table, id)
  await mustBeFree(tx, table, current)
  const { version } = await lastActOn(tx, id)
  const changed = await changedSince(tx, placeOf(id), { version, values: said(current) }, edit.drawnFrom)
  if (changed.length > 0)
    throw new Conflict(_('Someone changed this since you were asked. It stands here as it reads now, and nothing was removed.'))
  await tx.delete(codes).where(eq(codes.id, id))
  await noteAct(tx, actor, id, 'removed', diff('code', told(table, current), nothing))
  return current
}

async function mustBeFree(tx: Tx, table: CodeTable, { code }: Code): Promise<void> {
  if (tableFacts[table].relied?.includes(code))
    throw new Conflict(_('Foyer itself relies on {code}, so it stays. You can change how it reads.', { code }))
  const uses = await usesOf(tx, table, code)
  if (uses.length > 0)
    throw new Conflict(
      _('{code} is in use by {uses}, and was not removed. Disable it: it stays where it is and cannot be chosen any more.', {
        code,
        uses: usesInWords(uses),
      }),
    )
}
