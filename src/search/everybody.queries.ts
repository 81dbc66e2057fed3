import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { IdSet } from '#platform/id-set.ts'
import { refuse } from '#platform/problems.ts'
import { showable } from '#platform/text.ts'
import { everybody } from '#search-index/everybody.ts'
import type { Ask } from '#search-index/find.ts'
import { countExactly } from '#search-index/find.ts'
import { buildingOf } from '#search-index/state.ts'
import type { Searcher } from './asked.ts'
import { askedOf } from './asked.ts'
import type { UserSearch } from './user-search.ts'

/** All users that a search finds, however many. Throws Refusal where it cannot be asked: it never means everybody then. */
export const everybodyFound = async (reader: Reader, search: UserSearch, searcher: Searcher): Promise<IdSet> =>
  everybody(reader, await askable(reader, search, searcher))

/** How many those are. */
export const countFound = async (reader: Reader, search: UserSearch, searcher: Searcher): Promise<number> =>
  countExactly(reader, await askable(reader, search, searcher))

async function askable(reader: Reader, search: UserSearch, searcher: Searcher): Promise<Ask> {
  if (search.index === 'notes' && !searcher.notes) refuse('', _('This search looks into notes, which are not yours to search.'))
  const { ask, problems } = await askedOf(reader, search, searcher)
  const [first] = problems
  if (first) refuse('', _('“{word}” in this search: {message}', { word: showable(first.word), message: showable(first.message) }))
  if (buildingOf(reader))
    refuse('', _('The search index is being built. Until it is whole, nobody can say whom the search finds. Try again later.'))
  return { ...ask, kind: search.recordType }
}
