import { removalOf } from '#history/edits.ts'
import type { Author, Change } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import { codeInTable, lastActOn } from './code-changes.queries.ts'
import type { Code, CodeTable } from './code-tables.ts'

/** Who may change what the library configures. */
export type Configurer = Author & { must(permission: Permission): void }

/** Where the history of a code stands. */
export const placeOf = (id: number) => ({ subject: 'code', subjectId: id, part: 'code' })

/** The code of that number in a table. Throws Gone when someone removed it, NotFound when it never was there. */
export async function getCode(tx: Tx, table: CodeTable, id: number): Promise<Code> {
  const found = await codeInTable(tx, table, id)
  if (found) return found
  const removal = await removalOf(tx, placeOf(id))
  if (!removal) throw new NotFound(_('There is no such code in this table.'))
  throw new Gone(_('{name} removed this code since you opened the page.', { name: removal.by }))
}

/** Writes down an act on a code, and lets every page read the tables again. */
export async function noteAct(tx: Tx, actor: Author, id: number, action: string, changes: Change[]): Promise<void> {
  const { version } = await lastActOn(tx, id)
  await recordChange(tx, actor, { subject: 'code', subjectId: id, version: version + 1, action, changes })
  forgetCached(tx)
}
