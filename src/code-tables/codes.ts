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
import { placeForNew, placeOfCode } from './code-order.ts'
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
/** A code that was removed and comes back: the number that it had, and its place in the table, counted from 1. */
export type Back = { id: number; place: number | undefined }

/**
 * Adds a code at the end of its table, where its name belongs, or where it stood when it was removed (`back`). Throws
 * Refusal for one that cannot stand.
 */
export async function addCode(
  tx: Tx,
  actor: Configurer,
  table: CodeTable,
  values: CodeValues & { code: string },
  back?: Back,
): Promise<number> {
  actor.must('configure')
  const row = await checkNew(tx, table, values)
  const position = await placeForNew(tx, table, row.description, back?.place)
  const made = { ...row, tableName: table, position, enabled: true, isDefault: false }
  const id = back ? back.id : await insert(tx, made)
  if (back) await tx.insert(codes).values({ id, ...made })
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
  const held = await stateOf(tx, table, current)
  await tx.delete(codes).where(eq(codes.id, id))
  const before = { ...told(table, current), ...held }
  const after = { ...nothing, ...Object.fromEntries(Object.keys(held).map((field) => [field, null])) }
  await noteAct(tx, actor, id, 'removed', diff('code', before, after))
  return current
}

/** What else is needed to bring a code back as it was: its place, and what is not so with every new one. */
const stateOf = async (tx: Tx, table: CodeTable, { id, enabled, isDefault }: Code) => ({
  ...(tableFacts[table].byName ? {} : { position: await placeOfCode(tx, table, id) }),
  ...(enabled ? {} : { enabled }),
  ...(isDefault ? { isDefault } : {}),
})

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
