import type { Reader } from '#platform/db/database.ts'
import { kindFacet } from '#search-index/entry.ts'
import type { Ask, Condition } from '#search-index/find.ts'
import { isAsking, spotsOf } from '#search-index/find.ts'
import { countsOfAll, tally } from '#search-index/tally.ts'
import { chosenConditions } from './asked.ts'
import type { FacetName, Now, Way } from './facets.ts'
import { facetNames, waysOf } from './facets.ts'
import { cap } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'

/** How many of a result have each value of a facet; no numbers where the result is too large to count. */
export type FacetCount = { facet: FacetName; values: { value: string; n: number | undefined }[] }

/** The values of every facet, each counted as if nothing were chosen of its own facet. */
export function countFacets(reader: Reader, search: UserSearch, ask: Ask, now: Now): FacetCount[] {
  const all = resultOf(reader, { ...ask, kind: search.recordType })
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

function countWays(reader: Reader, asked: Ask, ways: Way[], result: Result): { value: string; n: number }[] {
  const count = (condition: Condition) =>
    spotsOf(reader, { ...asked, also: [...(asked.also ?? []), condition] }, { limit: cap + 1 }).length
  const counted = ways.map(({ value, condition, isRest }) => ({ value, n: isRest ? 0 : count(condition) }))
  const rest = sizeOf(result) - counted.reduce((sum, { n }) => sum + n, 0)
  return counted.map((one, at) => (ways[at]?.isRest ? { ...one, n: rest } : one))
}

const others = (search: UserSearch, ask: Ask, facet: FacetName, now: Now) => {
  const chosen = chosenConditions(search.chosen, now).length
  return [...chosenConditions(search.chosen, now, facet), ...(ask.also ?? []).slice(chosen)]
}

// Few of very many are found by looking at all of them: those who want to know choose it.
const mostLookedAt = 1000
const isCounted = (facet: FacetName, result: Result): boolean =>
  result.counts !== undefined && sizeOf(result) <= (facet === 'attention' ? mostLookedAt : cap)

const sizeOf = ({ known }: Result): number => [...(known.get(kindFacet) ?? [])].reduce((sum, [, n]) => sum + n, 0)

type Result = { counts: Map<string, Map<string, number>> | undefined; known: Map<string, Map<string, number>> }

function resultOf(reader: Reader, ask: Ask): Result {
  if (!isAsking(ask) && ask.kind === undefined) {
    const counts = countsOfAll(reader)
    return { counts, known: counts }
  }
  const spots = spotsOf(reader, ask, { limit: cap + 1 })
  const counts = tally(reader, spots)
  // Of more, only the first in the order of names would be counted.
  return { counts: spots.length > cap ? undefined : counts, known: counts }
}

const valuesOf = ({ counts, known }: Result, facet: FacetName) =>
  [...(known.get(facet) ?? [])]
    .sort((one, other) => other[1] - one[1])
    .map(([value]) => ({ value, n: counts?.get(facet)?.get(value) }))
