import { expect, it } from 'vitest'
import type { Order, Range, Source } from '#activity/walk.ts'
import { readPage, slices } from '#activity/walk.ts'

const whole: Range = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** A table of rows 1 to n, of which some match; it counts how many it is asked for. */
function table(n: number, matches: (id: number) => boolean) {
  const looks: number[] = []
  const ids = ({ from, to }: Range, order: Order) => {
    const inside = Array.from({ length: n }, (_none, k) => k + 1).filter((id) => id >= from && id < to)
    return order === 'older' ? inside.reverse() : inside
  }
  const source: Source<{ id: number }> = {
    edge: async (range, order, size) => ids(range, order)[size - 1],
    async rows(range, order, limit) {
      looks.push(ids(range, order).length)
      return ids(range, order)
        .filter(matches)
        .slice(0, limit)
        .map((id) => ({ id }))
    },
  }
  return { source, looks }
}

it('gives every row that matches once, in either direction, slice by slice', async () => {
  const { source, looks } = table(1234, (id) => id % 7 === 0)
  for (const order of ['older', 'newer'] as const) {
    const found: number[] = []
    for await (const { rows } of slices(source, whole, order, { size: 100, limit: 9999 })) found.push(...rows.map(({ id }) => id))
    const all = Array.from({ length: 176 }, (_none, n) => (n + 1) * 7)
    expect(found).toEqual(order === 'older' ? all.reverse() : all)
  }
  expect(Math.max(...looks)).toBe(100)
})

it('stops looking after so many slices, says so, and goes on from there', async () => {
  const { source } = table(9000, (id) => id === 5 || id === 8999)
  const first = await readPage(source, whole, {}, 2)
  expect(first).toMatchObject({ rows: [{ id: 8999 }], stopped: true, newer: undefined })
  const second = await readPage(source, whole, first.older ?? {}, 2)
  expect(second).toMatchObject({ rows: [], stopped: true })
  const third = await readPage(source, whole, second.older ?? {}, 2)
  expect(third).toMatchObject({ rows: [{ id: 5 }], stopped: false, older: undefined })
  const back = await readPage(source, whole, third.newer ?? {}, 2)
  expect(back).toMatchObject({ rows: [], stopped: true })
  expect(back.newer?.after).toBeGreaterThan(4000)
  expect(await readPage(source, whole, back.newer ?? {}, 2)).toMatchObject({ stopped: true })
})
