import { _ } from '#platform/i18n/i18n.ts'
import { runUrl } from './addresses.view.ts'
import type { SyncRun } from './overview.queries.ts'
import type { RowShown } from './row-words.view.ts'
import { rowShown, stepsOf } from './row-words.view.ts'
import type { SyncRow } from './rows.queries.ts'
import { actionOf } from './run-words.view.ts'
import type { See, Shown } from './steps.view.ts'

/** One user of a run: what is there, what the source says, and what becomes of it, field by field. */
export type RowPage = { run: { url: string; label: string }; row: RowShown; isPlan: boolean; steps: Shown[]; reason: string }

export const rowPage = ({ run, row, see }: { run: SyncRun; row: SyncRow; see: See }): RowPage => ({
  run: { url: runUrl(run.id), label: _('Run {id}: {action}', { id: run.id, action: actionOf(run) }) },
  row: rowShown(row, see),
  isPlan: row.state === 'planned',
  steps: stepsOf(row, see),
  reason: row.reason ?? '',
})
