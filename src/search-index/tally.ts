import { connectionOf } from '#platform/db/connection.ts'
import type { Reader } from '#platform/db/database.ts'
import { rawAll } from '#platform/db/raw.ts'
import { numberOf } from './characters.ts'
import { setRoom } from './facets.ts'
import { setOf } from './places.ts'

/** How many have each code, by the kind of facet. */
export type Counts = Map<string, Map<string, number>>
export type Value = { n: number; kind: string; code: string; entries: number }
/** The facet values of each set. */
type Sets = Map<number, Value[]>

const known = new WeakMap<object, Sets>()

// One number a set: asked for thousands of spots with each result, a map costs many times as much. All nought in between.
const entriesOf = new Uint32Array(setRoom)

/** How many of some records have each facet value: told by their spots alone. */
export const tally = (reader: Reader, spots: number[]): Counts => countsOfSets(reader, countBySet(spots))

/** The same of records of which one knows how many have each set. */
export function countsOfSets(reader: Reader, bySet: { set: number; n: number }[]): Counts {
  const counts: Counts = new Map()
  const sets = valuesOfSets(
    reader,
    bySet.map(({ set }) => set),
  )
  for (const { set, n } of bySet) for (const { kind, code } of sets.get(set) ?? []) add(counts, kind, code, n)
  return counts
}

/** What entries without a set stand under: they are found and filtered, and not counted. */
export const noSet = 0

/** Those of some spots that are counted by a value; undefined where one of them is not counted at all. */
export function spotsOfValue(reader: Reader, spots: number[], { kind, code }: { kind: string; code: string }) {
  const { sets, at } = setsAmong(spots)
  if (sets.includes(noSet)) return undefined
  const values = valuesOfSets(reader, sets)
  const has = sets.map((set) => (values.get(set) ?? []).some((value) => value.kind === kind && value.code === code))
  return spots.filter((_spot, n) => has[at[n] ?? 0])
}

/** The sets of some spots, each once, and which of them each spot has. */
export function setsAmong(spots: number[]): { sets: number[]; at: Uint32Array } {
  const sets: number[] = []
  const at = new Uint32Array(spots.length)
  for (const [n, spot] of spots.entries()) {
    const set = setOf(spot)
    if (!entriesOf[set]) entriesOf[set] = sets.push(set)
    at[n] = (entriesOf[set] ?? 1) - 1
  }
  for (const set of sets) entriesOf[set] = 0
  return { sets, at }
}

function countBySet(spots: number[]): { set: number; n: number }[] {
  const met: number[] = []
  for (const spot of spots) {
    const set = setOf(spot)
    const n = entriesOf[set] ?? 0
    if (n === 0) met.push(set)
    entriesOf[set] = n + 1
  }
  const counts = met.map((set) => ({ set, n: entriesOf[set] ?? 0 }))
  for (const set of met) entriesOf[set] = 0
  return counts
}

/** How many of all records have each facet value. */
export function countsOfAll(reader: Reader): Counts {
  const counts: Counts = new Map()
  for (const { kind, code, entries } of rawAll<Value>(reader, 'SELECT kind, code, entries FROM facet_value WHERE entries > 0'))
    add(counts, kind, code, entries)
  return counts
}

function add(counts: Counts, kind: string, code: string, n: number): void {
  const codes = counts.get(kind) ?? new Map<string, number>()
  counts.set(kind, codes.set(code, (codes.get(code) ?? 0) + n))
}

/** The facet values of some sets. */
// A set never changes once it is there; what a transaction sees may be taken back, and is not kept.
export function valuesOfSets(reader: Reader, numbers: number[]): Sets {
  const connection = connectionOf(reader)
  const sets: Sets = (connection.sqlite.readonly ? known.get(connection) : undefined) ?? new Map()
  if (connection.sqlite.readonly) known.set(connection, sets)
  const missing = numbers.filter((n) => !sets.has(n))
  if (missing.length === 0) return sets
  const values = new Map(rawAll<Value>(reader, 'SELECT n, kind, code FROM facet_value').map((value) => [value.n, value]))
  const sql = 'SELECT n, facets FROM facet_set WHERE n IN (SELECT value FROM json_each(?))'
  for (const { n, facets } of rawAll<{ n: number; facets: string }>(reader, sql, JSON.stringify(missing)))
    sets.set(
      n,
      [...facets].flatMap((character) => values.get(numberOf(character)) ?? []),
    )
  return sets
}
