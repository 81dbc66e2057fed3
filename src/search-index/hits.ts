import type { Reader } from '#platform/db/database.ts'
import type { FacetValue } from './entry.ts'
import type { Ask, Condition } from './find.ts'
import { spotsOf } from './find.ts'
import type { Counts } from './tally.ts'
import { countsAmong, countsOfAll, noSet, setsAmong, setsWith } from './tally.ts'

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
  const among = setsAmong(spots)
  const { sets, at } = among
  const all = new Uint8Array(spots.length).fill(1)
  const kinds = sets.includes(noSet) ? new Map<string, unknown>() : countsOfAll(reader)
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
    if (condition.is === 'all') return condition.of.map(meeting).reduce(bothOf, all)
    if (condition.is === 'any') return condition.of.map(meeting).reduce(eitherOf, new Uint8Array(spots.length))
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
  function bySets(isMet: (value: FacetValue) => boolean): Marks {
    const met = setsWith(reader, sets, isMet)
    return all.map((_one, n) => (met[at[n] ?? 0] ? 1 : 0))
  }
  return { all, meeting, isTold, counts: (marks) => countsAmong(reader, among, marks) }
}

const isOne = (value: FacetValue, { kind, codes }: { kind: string; codes?: readonly string[] }) =>
  value.kind === kind && (codes === undefined || codes.includes(value.code))

export const bothOf = (one: Marks, other: Marks): Marks => one.map((mark, n) => mark & (other[n] ?? 0))
const eitherOf = (one: Marks, other: Marks): Marks => one.map((mark, n) => mark | (other[n] ?? 0))

export function sizeOf(marks: Marks): number {
  let size = 0
  for (const mark of marks) size += mark
  return size
}
