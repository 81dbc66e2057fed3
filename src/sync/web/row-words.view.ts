import { _ } from '#platform/i18n/i18n.ts'
import { rowUrl, userUrl } from './addresses.view.ts'
import type { SyncRow } from './rows.queries.ts'
import type { See } from './steps.view.ts'
import { followSteps, newSteps } from './steps.view.ts'

type Chip = { label: string; kind: '' | 'ok' | 'warn' | 'bad' | 'accent' }
type Words = { planned: Chip; done: Chip }
const both = (planned: string, done: string, kind: Chip['kind']): Words => ({
  planned: { label: planned, kind },
  done: { label: done, kind },
})

const words: Record<string, Words> = {
  create: both(_('Would be created'), _('Created'), 'ok'),
  update: both(_('Would be updated'), _('Updated'), 'accent'),
  reject: both(_('Rejected'), _('Rejected'), 'bad'),
  deactivate: both(_('Would be deactivated'), _('Deactivated'), 'warn'),
  same: both(_('Unchanged'), _('Unchanged'), ''),
  'take back': both(_('Would be taken back'), _('Taken back'), 'accent'),
  external: both(_('Would become external'), _('External now'), 'accent'),
}

/** What a row does or did, in words. */
export function rowChip({ does, state }: Pick<SyncRow, 'does' | 'state'>): Chip {
  if (state === 'skipped') return { label: _('Skipped'), kind: 'warn' }
  const { planned, done } = words[does] ?? both(does, does, '')
  return state === 'done' ? done : planned
}

/** A row as the list of a run shows it. */
export type RowShown = {
  id: number
  url: string
  position: string
  key: string
  name: string
  user: string | undefined
  chip: Chip
  told: string
}

const mostTold = 4

export const rowShown = (row: SyncRow, see: See): RowShown => ({
  id: row.id,
  url: rowUrl(row.runId, row.id),
  position: row.position ? _('{n}, line {line}', { n: row.position, line: row.line ?? '?' }) : '',
  key: row.key,
  name: row.name || row.key || _('without a name'),
  user: row.userId ? userUrl(row.userId) : undefined,
  chip: rowChip(row),
  told: row.reason ?? toldOf(row, see),
})

/** The fields that a row changes, the first of them by name. */
function toldOf({ plan, does }: SyncRow, see: See): string {
  if (does === 'deactivate') return _('Missing in the file')
  if (!plan || !('follow' in plan)) return ''
  const names = [...new Set(followSteps(plan.follow, see).map(({ what }) => what))]
  const first = names.slice(0, mostTold).join(', ')
  return names.length > mostTold ? _('{names} and {n} more', { names: first, n: names.length - mostTold }) : first
}

/** Everything that a row says, field by field. */
export function stepsOf({ plan, does }: SyncRow, see: See) {
  if (plan && 'create' in plan) return newSteps(plan.create, see)
  if (plan && 'follow' in plan) return followSteps(plan.follow, see)
  if (plan && 'external' in plan)
    return [
      { what: _('Account type'), before: _('Internal'), after: _('External'), why: _('Replaced'), kind: 'accent' as const },
      { what: _('Source'), before: '', after: plan.external.source, why: _('Replaced'), kind: 'accent' as const },
    ]
  if (does === 'deactivate')
    return [
      { what: _('Status'), before: _('Active'), after: _('Inactive'), why: _('Missing in the file'), kind: 'warn' as const },
    ]
  return []
}
