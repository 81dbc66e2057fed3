import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { runUrl } from './addresses.view.ts'
import type { SyncRun } from './overview.queries.ts'
import { countsOf } from './run-words.view.ts'

/** What is drawn of a run, from below. */
const bands = ['created', 'updated', 'deactivated', 'rejected'] as const
const labels = { created: _('Created'), updated: _('Updated'), deactivated: _('Deactivated'), rejected: _('Rejected') }

type Band = { name: string; y: number; height: number }
/** The last runs as bars, and the same as a table. Lengths are those of the drawing: 600 wide, 120 high. */
export type Plot = {
  width: number
  height: number
  most: string
  bars: { x: number; width: number; url: string; title: string; bands: Band[] }[]
  legend: { name: string; label: string }[]
  rows: { id: number; url: string; when: string; cells: number[] }[]
}

const [width, height, gap] = [600, 120, 4]

/** Undefined while there is nothing to draw. */
export function plotOf(runs: SyncRun[], timeZone: string): Plot | undefined {
  if (runs.length === 0) return undefined
  const rows = runs.map((run) => {
    const counts = countsOf(run)
    return { run, when: minuteIn(timeZone, run.createdAt), cells: bands.map((name) => counts[name] ?? 0) }
  })
  const most = Math.max(1, ...rows.map(({ cells }) => cells.reduce((a, b) => a + b, 0)))
  const slot = width / Math.max(runs.length, 10)
  return {
    width,
    height,
    most: most.toLocaleString('en'),
    bars: rows.map(({ run, when, cells }, at) => ({
      x: round(at * slot),
      width: round(slot - gap),
      url: runUrl(run.id),
      title: [
        _('Run {id}, {when}', { id: run.id, when }),
        ...bands.map((name, n) => `${labels[name]}: ${(cells[n] ?? 0).toLocaleString('en')}`),
      ].join(' · '),
      bands: stacked(cells, most),
    })),
    legend: bands.map((name) => ({ name, label: labels[name] })),
    rows: rows.map(({ run, when, cells }) => ({ id: run.id, url: runUrl(run.id), when, cells })).reverse(),
  }
}

// Whoever is there at all is seen, however many others there are.
function stacked(cells: number[], most: number): Band[] {
  let below = 0
  return bands.flatMap((name, n) => {
    const count = cells[n] ?? 0
    if (count === 0) return []
    const high = Math.max(2, (count / most) * (height - 8))
    below += high
    return [{ name, y: round(height - below), height: round(high) }]
  })
}

const round = (n: number) => Math.round(n * 10) / 10
