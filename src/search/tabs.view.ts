import { _ } from '#platform/i18n/i18n.ts'
import { recordTypes, wordFor } from '#users/fields.ts'
import type { Found } from './search.queries.ts'
import { cap } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'
import { searchUrl } from './user-search.ts'

export type Tab = { label: string; url: string; current: boolean; count: string }

/** A result by record type, with how many there are of each. */
export function tabsOf(search: UserSearch, { counts, capped }: Found): Tab[] {
  const count = (n: number) => n.toLocaleString('en') + (capped ? '+' : '')
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const tab = (label: string, recordType: UserSearch['recordType'], n: number): Tab => ({
    label,
    url: searchUrl(search, { recordType }),
    current: search.recordType === recordType,
    count: count(Math.min(n, capped ? cap : n)),
  })
  return [...recordTypes.map((type) => tab(wordFor(type), type, counts.get(type) ?? 0)), tab(_('All'), undefined, all)]
}
