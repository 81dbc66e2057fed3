import type { Reader } from '#platform/db/database.ts'
import { kindFacet } from '#search-index/entry.ts'
import type { Ask, Condition } from '#search-index/find.ts'
import { countExactly, isAsking, spotsOf } from '#search-index/find.ts'
import type { Hits, Marks } from '#search-index/hits.ts'
import { bothOf, hitsOf, sizeOf } from '#search-index/hits.ts'
import { countsOfAll, tally } from '#search-index/tally.ts'
import { chosenConditions } from './asked.ts'
import type { FacetName, Now, Way } from './facets.ts'
import { conditionOfFacet, facetNames, waysOf } from './facets.ts'
import { cap } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'

/** How many of a result have each value of a facet; no numbers where the result is too large to count. */
export type FacetCount = { facet: FacetName; values: { value: string; n: number | undefined }[] }

/** The values of every facet, each counted as if nothing were chosen of its own facet, and how many match in all. */
export function countFacets(reader: Reader, search: UserSearch, ask: Ask, now: Now): { facets: FacetCount[]; total: number } {
  const asked = { ...ask, kind: search.recordType }
  const base = { ...asked, also: (ask.also ?? []).slice(chosenConditions(search.chosen, now).length) }
  const isAll = !isAsking(base) && base.kind === undefined
  const spots = isAll ? undefined : spotsOf(reader, base, { limit: cap + 1 })
  if (spots && spots.length <= cap) return countAmong(hitsOf(reader, base, spots), search, now)
  const all = resultOf(reader, asked, search.chosen.length === 0 ? spots : undefined)
  return { facets: countLarge(reader, search, { ask, all }, now), total: countExactly(reader, asked) }
}

/** What is left of few enough users by each choice, all counted from the same hits. */
function countAmong(hits: Hits, search: UserSearch, now: Now): { facets: FacetCount[]; total: number } {
  const chosen = new Map<FacetName, Marks>()
  for (const facet of new Set(search.chosen.map((one) => one.facet))) {
    const values = search.chosen.filter((one) => one.facet === facet).map(({ value }) => value)
    chosen.set(facet, hits.meeting(conditionOfFacet(facet, values, now)))
  }
  const without = (facet?: FacetName) =>
    [...chosen].filter(([name]) => name !== facet).reduce((marks, [, one]) => bothOf(marks, one), hits.all)
  const whole = without()
  const all = { marks: whole, counts: hits.counts(whole), size: sizeOf(whole) }
  const facets = facetNames.map((facet) => {
    const marks = chosen.has(facet) ? without(facet) : all.marks
    const ways = waysOf(facet, now)
    if (!ways) {
      const counts = chosen.has(facet) ? hits.counts(marks) : all.counts
      return { facet, values: valuesOf({ counts, known: counts }, facet) }
    }
    const size = chosen.has(facet) ? sizeOf(marks) : all.size
    const numbered = ways.filter(({ condition }) => facet !== 'attention' || size <= mostLookedAt || hits.isTold(condition))
    const count = (condition: Condition) => sizeOf(bothOf(marks, hits.meeting(condition)))
    const counted = numbered.map(({ value, condition, isRest }) => ({ value, n: isRest ? 0 : count(condition) }))
    return { facet, values: withRest(ways, counted, size).filter(({ n }) => n !== 0) }
  })
  return { facets, total: all.size }
}

/** The ways in their order, `isRest` with what the others leave of `size`; those that were not counted without a number. */
function withRest(ways: Way[], counted: { value: string; n: number }[], size: number): FacetCount['values'] {
  const rest = size - counted.reduce((sum, { n }) => sum + n, 0)
  return ways.map(({ value, isRest }) => ({ value, n: isRest ? rest : counted.find((one) => one.value === value)?.n }))
}

function countLarge(reader: Reader, search: UserSearch, { ask, all }: { ask: Ask; all: Result }, now: Now): FacetCount[] {
  return facetNames.map((facet) => {
    const isChosen = search.chosen.some((one) => one.facet === facet)
    const own: Ask = isChosen ? { ...ask, also: others(search, ask, facet, now) } : ask
    const result = isChosen ? resultOf(reader, { ...own, kind: search.recordType }) : all
    const ways = waysOf(facet, now)
    if (!ways) return { facet, values: valuesOf(result, facet) }
    const asked = { ...own, kind: search.recordType }
    const counted = isCounted(facet, result)
      ? countWays(reader, asked, ways, result)
      : ways.map(({ value }) => ({ value, n: undefined }))
    return { facet, values: counted.filter(({ n }) => n !== 0) }
  })
}

function countWays(reader: Reader, asked: Ask, ways: Way[], result: Result): FacetCount['values'] {
  const count = (condition: Condition) =>
    spotsOf(reader, { ...asked, also: [...(asked.also ?? []), condition] }, { limit: cap + 1 }).length
  const counted = ways.map(({ value, condition, isRest }) => ({ value, n: isRest ? 0 : count(condition) }))
  return withRest(ways, counted, known(result))
}

const others = (search: UserSearch, ask: Ask, facet: FacetName, now: Now) => {
  const chosen = chosenConditions(search.chosen, now).length
  return [...chosenConditions(search.chosen, now, facet), ...(ask.also ?? []).slice(chosen)]
}

// Few of very many are found by looking at all of them: those who want to know choose it.
const mostLookedAt = 1000
const isCounted = (facet: FacetName, result: Result): boolean =>
  result.counts !== undefined && known(result) <= (facet === 'attention' ? mostLookedAt : cap)

const known = ({ known: counts }: Result): number => [...(counts.get(kindFacet) ?? [])].reduce((sum, [, n]) => sum + n, 0)

type Result = { counts: Map<string, Map<string, number>> | undefined; known: Map<string, Map<string, number>> }

function resultOf(reader: Reader, ask: Ask, inHand?: number[]): Result {
  if (!isAsking(ask) && ask.kind === undefined) {
    const counts = countsOfAll(reader)
    return { counts, known: counts }
  }
  const spots = inHand ?? spotsOf(reader, ask, { limit: cap + 1 })
  const counts = tally(reader, spots)
  // Of more, only the first in the order of names would be counted.
  return { counts: spots.length > cap ? undefined : counts, known: counts }
}

const valuesOf = ({ counts, known }: Result, facet: FacetName) =>
  [...(known.get(facet) ?? [])]
    .sort((one, other) => other[1] - one[1])
    .map(([value]) => ({ value, n: counts?.get(facet)?.get(value) }))
