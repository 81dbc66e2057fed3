import { csvBeginning, csvLine } from '#platform/csv.ts'
import { minuteIn } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { SyncRun } from './overview.queries.ts'
import { rowChip, stepsOf } from './row-words.view.ts'
import type { SyncRow } from './rows.queries.ts'
import { everyRow } from './rows.queries.ts'
import type { See } from './steps.view.ts'

export const mostRows = 1_000_000
const headings = [
  ...[_('Run'), _('Begun'), _('Place in the file'), _('Line'), _('Identifier'), _('Name'), _('Outcome'), _('Reason')],
  ...[_('Field'), _('Before'), _('After'), _('What becomes of it')],
]

type Words = { see: See; timeZone: string; most?: number }

/** The file: text by text, so that however long it is, little is held. */
export async function* reportText(reader: Reader, run: SyncRun, { see, timeZone, most = mostRows }: Words) {
  yield csvBeginning + csvLine(headings)
  const begin = [String(run.id), minuteIn(timeZone, run.createdAt)]
  let left = most
  for await (const rows of everyRow(reader, run.id, most)) {
    const lines = rows.flatMap((row) => linesOf(row, begin, see))
    yield lines.slice(0, left).join('')
    left -= lines.length
    if (left > 0) continue
    yield csvLine([_('The file ends here: {most} lines are the most.', { most })])
    return
  }
}

function linesOf(row: SyncRow, begin: string[], see: See): string[] {
  const who = [
    ...begin,
    String(row.position ?? ''),
    String(row.line ?? ''),
    row.key,
    row.name,
    rowChip(row).label,
    row.reason ?? '',
  ]
  const steps = stepsOf(row, see)
  if (steps.length === 0) return [csvLine([...who, '', '', '', ''])]
  return steps.map(({ what, before, after, why }) => csvLine([...who, what, before, after, why]))
}
