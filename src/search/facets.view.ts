import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _n } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import { roleName } from '#roles/roles.ts'
import { wordFor } from '#users/fields.ts'
import type { FacetCount } from './facet-counts.queries.ts'
import { facetFields, facetLabel, wayInWords } from './facets.ts'
import { searchFields } from './search-fields.ts'
import type { Chosen, UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

type Value = { value: string; label: string; n: string; chosen: boolean }
/** What stands beside a result: how it can be narrowed, and how many there are exactly. */
export type FacetsPage = {
  exactly: string
  facets: { label: string; values: Value[] }[]
  carried: { name: string; value: string }[]
  uncounted: boolean
  clear: string | undefined
  back: string
}

/** What people read for a value of a facet. */
export function valueInWords({ facet, value }: Chosen, describe: Describe, today: string): string {
  const way = wayInWords(facet, value, today)
  if (way !== undefined || facet === 'attention') return way ?? value
  if (facet === 'role') return roleName(Number(value))
  const field = searchFields[facetFields[facet]]
  return 'codes' in field && 'table' in field.codes ? describe(field.codes.table, value) : wordFor(value)
}

type Parts = { search: UserSearch; counted: FacetCount[]; total: number; describe: Describe; today: string }

export function facetsPage({ search, counted, total, describe, today }: Parts): FacetsPage {
  const isChosen = (facet: string, value: string) => search.chosen.some((one) => one.facet === facet && one.value === value)
  const facets = counted.map(({ facet, values }) => {
    const missing = search.chosen.filter((one) => one.facet === facet && !values.some(({ value }) => value === one.value))
    const all = [...values, ...missing.map(({ value }) => ({ value, n: 0 }))]
    return {
      label: facetLabel(facet),
      values: all.map(({ value, n }) => ({
        value: `${facet}:${value}`,
        label: showable(valueInWords({ facet, value }, describe, today)),
        n: n === undefined ? '' : n.toLocaleString('en'),
        chosen: isChosen(facet, value),
      })),
    }
  })
  const carried = new URL(searchUrl(search, { chosen: [] }), 'http://here.invalid').searchParams
  return {
    exactly: _n('{n} user exactly', '{n} users exactly', total),
    facets: facets.filter(({ values }) => values.length > 0),
    carried: [...carried].map(([name, value]) => ({ name, value })),
    uncounted: counted.some(({ values }) => values.some(({ n }) => n === undefined)),
    clear: search.chosen.length > 0 ? searchUrl(search, { chosen: [] }) : undefined,
    back: searchUrl(search),
  }
}
