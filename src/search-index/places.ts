import type { Tx } from '#platform/db/database.ts'
import { rawAll } from '#platform/db/raw.ts'
import { setRoom } from './facets.ts'

// An entry's rowid is `label * setRoom + set`: labels are numbers of 32 bits in the order of the names, so that the index
// of words gives its hits in that order. A negative spot belongs to an entry that a rebuild has not come to yet.
export const labelRoom = 2 ** 32

/** Where an entry stands among the others. */
export type Place = { id: number; key: string }
export type Neighbour = { spot: number; user_id: number; sort_key: string }
export type Row = Neighbour & { digest: string }

export const labelOf = (spot: number) => Math.floor(spot / setRoom)
// A remainder of so large numbers costs ten times as much.
export const setOf = (spot: number) => spot - labelOf(spot) * setRoom

const columns = 'SELECT spot, user_id, sort_key, digest FROM user_entry'
// The index by names holds all of this by itself.
const beside = 'SELECT spot, user_id, sort_key FROM user_entry'
const before = `${beside} WHERE (sort_key, user_id) < (?, ?) ORDER BY sort_key DESC, user_id DESC LIMIT ?`
const after = `${beside} WHERE (sort_key, user_id) > (?, ?) ORDER BY sort_key, user_id LIMIT ?`

export const rowOf = (tx: Tx, id: number): Row | undefined => rawAll<Row>(tx, `${columns} WHERE user_id = ?`, id)[0]
export const rowsBefore = (tx: Tx, { key, id }: Place, limit: number) => rawAll<Neighbour>(tx, before, key, id, limit)
export const rowsAfter = (tx: Tx, { key, id }: Place, limit: number) => rawAll<Neighbour>(tx, after, key, id, limit)

// Both at once: a save waits for it.
const aroundOne = `SELECT *, 1 AS is_after FROM (${after.replace('LIMIT ?', 'LIMIT 1')}) UNION ALL
  SELECT *, 0 FROM (${before.replace('LIMIT ?', 'LIMIT 1')})`

function around(tx: Tx, { key, id }: Place): { previous: Neighbour | undefined; next: Neighbour | undefined } {
  const rows = rawAll<Neighbour & { is_after: number }>(tx, aroundOne, key, id, key, id)
  return { previous: rows.find((row) => row.is_after === 0), next: rows.find((row) => row.is_after === 1) }
}

/** The label for a place: between its neighbours. `crowded` when there is none; `waiting` while one has none itself. */
export function labelBetween(tx: Tx, place: Place): number | 'crowded' | 'waiting' {
  const { previous, next } = around(tx, place)
  if ((previous && previous.spot < 0) || (next && next.spot < 0)) return 'waiting'
  const low = previous ? labelOf(previous.spot) : 0
  const high = next ? labelOf(next.spot) : labelRoom
  if (high - low < 2) return 'crowded'
  // Namesakes stand by their numbers, and the next one comes after the last: a step from it leaves room for many.
  const step = Math.max(1, Math.floor((high - low) / 64))
  if (previous?.sort_key === place.key) return low + step
  return next?.sort_key === place.key ? high - step : Math.floor((low + high) / 2)
}

/** The nearest free label from one on, where order comes second. */
export function freeLabel(tx: Tx, from: number, set: number): number {
  for (let label = from; ; label += 1) {
    const taken = rawAll(tx, 'SELECT 1 FROM user_entry WHERE spot = ?', BigInt(label * setRoom + set))
    if (taken.length === 0) return label
  }
}

const nearest = 16
const leastStep = 4

/** The neighbours of a crowded place, with a label for each that leaves room between them, and the label for the place. */
export type Spread = { rows: Neighbour[]; labels: number[]; own: number }

export function spreadAround(tx: Tx, place: Place): Spread {
  for (let window = nearest; ; window *= 2) {
    const below = rowsBefore(tx, place, window + 1)
    const above = rowsAfter(tx, place, window + 1)
    const end = { low: below.length > window, high: above.length > window }
    const low = end.low ? labelOf((below.pop() as Neighbour).spot) : 0
    const high = end.high ? labelOf((above.pop() as Neighbour).spot) : labelRoom
    const step = Math.floor((high - low) / (below.length + above.length + 2))
    if (step < leastStep && (end.low || end.high)) continue
    const label = (n: number) => low + step * (n + 1)
    const rows = [...below.reverse(), ...above]
    const labels = rows.map((_row, n) => label(n < below.length ? n : n + 1))
    return { rows, labels, own: label(below.length) }
  }
}
