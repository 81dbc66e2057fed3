import type { Describe } from '#code-tables/code-tables.queries.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import { facetLabel } from './facets.ts'
import { valueInWords } from './facets.view.ts'
import type { Chosen, HeldCode, UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

/** What a search is limited to, and the same search without it. */
export type Chip = { label: string; without: string }

export function chipsOf(search: UserSearch, describe: Describe, today: string): Chip[] {
  const { code, chosen } = search
  const held = code ? [{ label: codeInWords(code, describe), without: searchUrl(search, { code: undefined }) }] : []
  const without = (one: Chosen) => searchUrl(search, { chosen: chosen.filter((other) => other !== one) })
  return [
    ...held,
    ...chosen.map((one) => ({
      label: _('{what}: {code}', {
        what: facetLabel(one.facet),
        code: showable(valueInWords(one, describe, today)),
      }),
      without: without(one),
    })),
  ]
}

/** "User group: Faculty". */
function codeInWords({ table, code }: HeldCode, describe: Describe): string {
  const { one } = tableFacts[table]
  return _('{what}: {code}', { what: one.charAt(0).toUpperCase() + one.slice(1), code: showable(describe(table, code)) })
}
