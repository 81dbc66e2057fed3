import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import { indexWords } from '#search/bar.view.ts'
import { chipsOf } from '#search/chips.view.ts'
import type { UserSearch } from '#search/user-search.ts'
import { wordFor } from '#users/fields.ts'

/** What a search asks for, in words: one for each thing that must hold. */
export function searchWords(search: UserSearch, describe: Describe, today: string): string[] {
  const { q, index, recordType } = search
  const words = [
    ...(q === '' ? [] : [_('{q} in {index}', { q: `“${showable(q)}”`, index: indexWords[index] })]),
    ...(recordType === undefined ? [] : [_('Record type: {type}', { type: wordFor(recordType) })]),
    ...chipsOf(search, describe, today).map(({ label }) => label),
  ]
  return words.length > 0 ? words : [_('All users')]
}
