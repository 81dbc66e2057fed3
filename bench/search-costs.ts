import type { Db } from '#platform/db/database.ts'
import { askedOf } from '#search/asked.ts'
import { usual } from '#search/columns.ts'
import { findUsers } from '#search/search.queries.ts'
import { searchFrom } from '#search/user-search.ts'
import { idsAt, spotsOf } from '#search-index/find.ts'
import { median } from './measure.ts'
import { searches } from './search-queries.ts'

const times = 5
/** One more than are counted. */
export const cap = 10_001

const at = (sorted: number[], part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
export const spread = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  return `p50 ${at(sorted, 0.5).toFixed(2)}, p95 ${at(sorted, 0.95).toFixed(2)}, worst ${(sorted.at(-1) ?? 0).toFixed(2)}`
}

/** CPU in ms of the queries of page 1 with its total, by the kinds of searches; `whole` with the rows and the counts. */
export async function searchCosts(db: Db): Promise<{ plain: Map<string, number[]>; whole: number[] }> {
  const searcher = { today: new Date().toISOString().slice(0, 10), timeZone: 'UTC', notes: true }
  const plain = new Map<string, number[]>()
  const whole: number[] = []
  for (const { kind, query } of searches) {
    const search = searchFrom(queryOf(query))
    const { ask } = await askedOf(db.read, search, searcher)
    const all = { ...ask, kind: search.recordType }
    const spots = await timed(async () => {
      idsAt(db.read, spotsOf(db.read, all, { limit: cap }).slice(0, 20))
    })
    plain.set(kind, [...(plain.get(kind) ?? []), spots])
    whole.push(await timed(() => findUsers(db.read, search, { ask, first: [], today: searcher.today, liking: usual })))
  }
  return { plain, whole }
}

const queryOf = (query: string) => {
  const params = new URLSearchParams(query)
  return { ...Object.fromEntries(params), in: params.getAll('in') }
}

/** The median of the CPU in ms that some tries take. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let n = 0; n < times; n += 1) {
    const began = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(began)
    all.push((user + system) / 1000)
    // The snapshot ends when the event loop turns.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return median(all)
}
