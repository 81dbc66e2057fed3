import { csvBeginning, csvLine } from '#platform/csv.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Namer } from '#users/names.ts'
import type { BulkChange } from '../bulk.queries.ts'
import type { RowFound } from './rows.queries.ts'
import { everyRow } from './rows.queries.ts'
import { stepsOf } from './steps.view.ts'
import type { See } from './words.view.ts'

const headings = [
  _('Bulk change'),
  _('Primary identifier'),
  _('Name'),
  _('Outcome'),
  _('Reason'),
  _('Field'),
  _('Before'),
  _('After'),
]
type Words = { see: See; nameOf: Namer }

/** The file: text by text, so that however long it is, little is held. */
export async function* reportText(reader: Reader, change: BulkChange, words: Words): AsyncGenerator<string> {
  yield csvBeginning + csvLine(headings)
  for await (const rows of everyRow(reader, change.id)) yield rows.flatMap((row) => linesOf(row, words)).join('')
}

const outcomes: Record<string, string> = {
  'change planned': _('To be changed'),
  'change done': _('Changed'),
  'change skipped': _('Skipped'),
  'leave planned': _('Stays as it is'),
  'refuse planned': _('Cannot be changed'),
}

function linesOf({ row, user }: RowFound, { see, nameOf }: Words): string[] {
  const who = [String(row.changeId), user.primaryId, nameOf(user), outcomes[`${row.does} ${row.state}`] ?? '', row.reason ?? '']
  const steps = stepsOf(row.plan, see)
  if (steps.length === 0) return [csvLine([...who, '', '', ''])]
  return steps.map(({ what, before, after }) => csvLine([...who, what, before, after]))
}
