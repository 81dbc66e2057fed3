import type { Reader } from '#platform/db/database.ts'
import { askedOf } from '#search/asked.ts'
import type { Liking } from '#search/columns.ts'
import type { Found } from '#search/search.queries.ts'
import { findUsers } from '#search/search.queries.ts'
import { searchFrom } from '#search/user-search.ts'
import type { Ask } from '#search-index/find.ts'
import type { Asker } from './members.queries.ts'
import { searcherFor, searchOf } from './members.queries.ts'
import type { UserSet } from './sets.table.ts'

/** Which page of how many, with what of each. */
export type Shown = { page: number; liking: Liking }

/** One page of a set’s users in the order of names, as a result shows them. Throws Refusal where a search cannot be asked. */
export async function membersPage(reader: Reader, set: UserSet, asker: Asker, { page, liking }: Shown): Promise<Found> {
  const { today } = asker
  if (set.kind === 'fixed')
    return findUsers(reader, { ...searchFrom({}), page }, { ask: amongThem(set), first: [], today, liking })
  const search = { ...searchOf(set), page }
  const { ask } = await askedOf(reader, search, searcherFor(asker))
  return findUsers(reader, search, { ask, first: [], today, liking })
}

const members = 'SELECT user_id FROM set_members WHERE set_id = ?'
const large = 100_000

// Of a large set each user in the order of names is looked up in it, until there are enough; of a small one all its members.
const amongThem = ({ id, size }: UserSet): Ask => ({
  ...{ text: '', index: 'all' },
  among: { sql: size < large ? members : `${members} AND user_id = e.user_id`, values: [id] },
})
