import type { Reader } from '#platform/db/database.ts'
import type { Ask, Condition } from './find.ts'
import { spotsOf } from './find.ts'
import type { Counts, Value } from './tally.ts'
import { countsOfAll, countsOfSets, noSet, setsAmong, valuesOfSets } from './tally.ts'

/** Which of some hits meet something: 1 at the place of each that does. */
export type Marks = Uint8Array

export type Hits = {
  all: Marks
  /** Which of them meet a condition. */
  meeting(condition: Condition): Marks
  /** Whether that is told without asking for the condition as a whole. */
  isTold(condition: Condition): boolean
  /** How many of those marked have each value that records are counted by. */
  counts(marks: Marks): Counts
}

/**
 * What more holds of the hits of one question. What records are counted by is told by their spots; anything else is asked for
 * together with the question, once each, and days by themselves, so that conditions made of both cost nothing more.
 * `spots` are all that the question finds, read in the same turn of the event loop.
 */
export function hitsOf(reader: Reader, ask: Ask, spots: number[]): Hits {
  const { sets, at } = setsAmong(spots)
  const values = valuesOfSets(reader, sets)
  const kinds = sets.includes(noSet) ? new Map() : countsOfAll(reader)
  const known = new Map<string, Marks>()

  const isTold = (condition: Condition): boolean => {
    if (condition.is === 'all' || condition.is === 'any') return condition.of.every(isTold)
    return condition.is === 'day' || (condition.is === 'facet' && kinds.has(condition.kind))
  }
  function meeting({ not, ...condition }: Condition): Marks {
    const name = JSON.stringify(condition)
    const marks = known.get(name) ?? marksFor(condition as Condition)
    known.set(name, marks)
    return not ? marks.map((mark) => 1 - mark) : marks
  }
  function marksFor(condition: Condition): Marks {
    if (!isTold(condition) || condition.is === 'day') return asked(condition)
    if (condition.is === 'all') return together(condition.of.map(meeting), (one, other) => one & other, 1)
    if (condition.is === 'any') return together(condition.of.map(meeting), (one, other) => one | other, 0)
    return bySets((value) => condition.is === 'facet' && isOne(value, condition))
  }
  function asked(condition: Condition): Marks {
    const marks = new Uint8Array(spots.length)
    if (spots.length === 0) return marks
    const found = spotsOf(reader, { ...ask, also: [...(ask.also ?? []), condition] }, { limit: spots.length })
    // Both are in the same order.
    let n = 0
    for (const spot of found) {
      while (n < spots.length && (spots[n] ?? 0) < spot) n += 1
      if (spots[n] === spot) marks[n] = 1
    }
    return marks
  }
  function bySets(isMet: (value: Value) => boolean): Marks {
    const met = sets.map((set) => (values.get(set) ?? []).some(isMet))
    const marks = new Uint8Array(spots.length)
    for (let n = 0; n < spots.length; n += 1) if (met[at[n] ?? 0]) marks[n] = 1
    return marks
  }
  function together(some: Marks[], way: (one: number, other: number) => number, start: 0 | 1): Marks {
    const marks = new Uint8Array(spots.length).fill(start)
    for (const one of some) for (let n = 0; n < marks.length; n += 1) marks[n] = way(marks[n] ?? 0, one[n] ?? 0)
    return marks
  }
  function counts(marks: Marks): Counts {
    const bySet = sets.map((set) => ({ set, n: 0 }))
    for (let n = 0; n < marks.length; n += 1) {
      const one = marks[n] ? bySet[at[n] ?? 0] : undefined
      if (one) one.n += 1
    }
    return countsOfSets(
      reader,
      bySet.filter(({ n }) => n > 0),
    )
  }
  return { all: new Uint8Array(spots.length).fill(1), meeting, isTold, counts }
}

const isOne = (value: Value, { kind, codes }: { kind: string; codes?: readonly string[] }) =>
  value.kind === kind && (codes === undefined || codes.includes(value.code))

export const bothOf = (one: Marks, other: Marks): Marks => one.map((mark, n) => mark & (other[n] ?? 0))

export function sizeOf(marks: Marks): number {
  let size = 0
  for (const mark of marks) size += mark
  return size
}
