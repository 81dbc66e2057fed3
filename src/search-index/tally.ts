import { connectionOf } from '#platform/db/connection.ts'
import type { Reader } from '#platform/db/database.ts'
import { rawAll } from '#platform/db/raw.ts'
import { numberOf } from './characters.ts'
import type { FacetValue } from './entry.ts'
import { setRoom } from './facets.ts'
import { setOf } from './places.ts'

/** How many have each code, by the kind of facet. */
export type Counts = Map<string, Map<string, number>>
type Value = { n: number; kind: string; code: string; entries: number }
/** The facet values of each set. */
type Sets = Map<number, Value[]>

const known = new WeakMap<object, Sets>()

// One place a set: asked for thousands of spots with each result, a map costs many times as much. All nought in between.
const places = new Uint32Array(setRoom)

/** The facet sets of some spots, each once, and which of them each spot has. */
export type SetsAmong = { sets: number[]; at: Uint32Array }

export function setsAmong(spots: number[]): SetsAmong {
  const sets: number[] = []
  const at = new Uint32Array(spots.length)
  for (let n = 0; n < spots.length; n += 1) {
    const set = setOf(spots[n] ?? 0)
    if (!places[set]) places[set] = sets.push(set)
    at[n] = (places[set] ?? 1) - 1
  }
  for (const set of sets) places[set] = 0
  return { sets, at }
}

/** How many of some records have each facet value: told by their spots alone. */
export const tally = (reader: Reader, spots: number[]): Counts => countsAmong(reader, setsAmong(spots))

/** The same of those at whose place `marks` has something. */
export function countsAmong(reader: Reader, { sets, at }: SetsAmong, marks?: Uint8Array): Counts {
  const numbers = new Uint32Array(sets.length)
  for (let n = 0; n < at.length; n += 1) if (!marks || marks[n]) numbers[at[n] ?? 0] = (numbers[at[n] ?? 0] ?? 0) + 1
  const counts: Counts = new Map()
  const values = valuesOfSets(reader, sets)
  for (const [n, set] of sets.entries())
    if (numbers[n]) for (const { kind, code } of values.get(set) ?? []) add(counts, kind, code, numbers[n])
  return counts
}

/** Which of some sets have a value. */
export function setsWith(reader: Reader, sets: number[], isMet: (value: FacetValue) => boolean): boolean[] {
  const values = valuesOfSets(reader, sets)
  return sets.map((set) => (values.get(set) ?? []).some(isMet))
}

/** What entries without a set stand under: they are found and filtered, and not counted. */
export const noSet = 0

/** Those of some spots that are counted by a value; undefined where one of them is not counted at all. */
export function spotsOfValue(reader: Reader, spots: number[], { kind, code }: FacetValue): number[] | undefined {
  const { sets, at } = setsAmong(spots)
  if (sets.includes(noSet)) return undefined
  const has = setsWith(reader, sets, (value) => value.kind === kind && value.code === code)
  return spots.filter((_spot, n) => has[at[n] ?? 0])
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

// A set never changes once it is there; what a transaction sees may be taken back, and is not kept.
function valuesOfSets(reader: Reader, numbers: number[]): Sets {
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
