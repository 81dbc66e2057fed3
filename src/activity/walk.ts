import { setImmediate as breathe } from 'node:timers/promises'
import type { Cursor } from './filter.ts'

/** Rows from number `from` up to, but without, number `to`. */
export type Range = { from: number; to: number }
export type Order = 'older' | 'newer'

/** A long table that is read in the order of its numbers. Rows that nothing but an index would skip are looked at one by one. */
export type Source<Row> = {
  /** The number of the candidate that stands `size` places further on; undefined when there are not so many. */
  edge(range: Range, order: Order, size: number): Promise<number | undefined>
  rows(range: Range, order: Order, limit: number): Promise<Row[]>
}

type Limits = { size: number; limit: number }

/**
 * What a source holds, slice by slice, with the event loop free between them: few rows that match among millions that
 * do not must hold up nobody. `reached` is the last number looked at.
 */
export async function* slices<Row>(source: Source<Row>, range: Range, order: Order, { size, limit }: Limits) {
  let [rest, left] = [range, limit]
  for (;;) {
    const edge = await source.edge(rest, order, size)
    const slice = edge === undefined ? rest : order === 'older' ? { ...rest, from: edge } : { ...rest, to: edge + 1 }
    const rows = await source.rows(slice, order, left)
    left -= rows.length
    yield { rows, reached: order === 'older' ? slice.from : slice.to - 1 }
    if (edge === undefined || left <= 0) return
    rest = order === 'older' ? { ...rest, to: edge } : { ...rest, from: edge + 1 }
    await breathe()
  }
}

export const pageSize = 50
const sliceSize = 2000
const mostSlices = 400

/** One page, the newest first, and where the pages beside it begin. `stopped`: the look ended before the page was full. */
export type Slice<Row> = { rows: Row[]; newer: Cursor | undefined; older: Cursor | undefined; stopped: boolean }

/** Reads a page of 50. It looks at no more than so many rows, and says so when that was not enough. */
export async function readPage<Row extends { id: number }>(
  source: Source<Row>,
  whole: Range,
  cursor: Cursor,
  most = mostSlices,
): Promise<Slice<Row>> {
  const order = cursor.after === undefined ? 'older' : 'newer'
  const range = { from: Math.max(whole.from, (cursor.after ?? -1) + 1), to: Math.min(whole.to, cursor.before ?? whole.to) }
  const found: Row[] = []
  let [looked, reached, ended] = [0, 0, true]
  for await (const slice of slices(source, range, order, { size: sliceSize, limit: pageSize + 1 })) {
    found.push(...slice.rows)
    reached = slice.reached
    looked += 1
    ended = looked < most
    if (!ended) break
  }
  const rows = found.slice(0, pageSize)
  const stopped = !ended && found.length <= pageSize
  const goesOn = stopped ? reached : found.length > pageSize ? rows.at(-1)?.id : undefined
  if (order === 'newer') return { rows: rows.reverse(), ...besideNewer(rows, goesOn, cursor), stopped }
  const newer = cursor.before === undefined ? undefined : { after: rows[0]?.id ?? cursor.before - 1 }
  return { rows, newer, older: goesOn === undefined ? undefined : { before: goesOn }, stopped }
}

const besideNewer = (rows: { id: number }[], goesOn: number | undefined, { after = 0 }: Cursor) => ({
  newer: goesOn === undefined ? undefined : { after: goesOn },
  older: { before: rows.at(-1)?.id ?? after + 1 },
})
