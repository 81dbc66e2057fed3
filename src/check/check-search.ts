import { setImmediate as breathe } from 'node:timers/promises'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Expected, Held } from '#search-index/check-index.ts'
import { expectedOf, heldEntries, troublesOfOrder } from '#search-index/check-index.ts'
import { buildingOf } from '#search-index/state.ts'
import { searchEntryOf, searchedUsers } from '#users/search-entry.ts'
import type { User } from '#users/users.table.ts'
import type { Check, CheckRoom } from './checks.ts'
import { isChangedSince, lastAct, usersAfter } from './search.queries.ts'

const slice = 500

/** What a search finds against what the records say. */
export const checkSearch: Check = {
  option: 'search',
  about: _('what a search finds: that it is what each record says'),
  async *run({ db: { read } }: CheckRoom) {
    const building = buildingOf(read)
    if (building) {
      yield _('The search index is not whole: {done} of {total} users are in it. A server fills it, or the command reindex.', {
        done: building.phase === 'filling' ? building.done : 0,
        total: await searchedUsers.count(read),
      })
      return
    }
    const began = await lastAct(read)
    const { misplaced, miscounted } = troublesOfOrder(read)
    const { held, strays } = heldEntries(read)
    for (let last = 0; ; ) {
      const users = await usersAfter(read, last, slice)
      for (const user of users) {
        const entry = await searchEntryOf(read, user)
        const words = wrong(user, held.get(user.id), entry && expectedOf(read, entry))
        // Whoever was saved meanwhile is compared with what no longer stands.
        if (words && !(await isChangedSince(read, began, user.id))) yield words
        held.delete(user.id)
      }
      const end = users.at(-1)
      if (!end) break
      last = end.id
      await breathe()
    }
    for (const id of held.keys()) yield _('A search finds user {id}, who is not there.', { id })
    for (const id of misplaced) yield _('Lists have user {id} in another order than the names.', { id })
    for (const value of miscounted) yield _('The numbers beside a list are wrong for {value}.', { value })
    if (strays > 0)
      yield _n(
        'The index holds words of {n} user whom it does not list.',
        'The index holds words of {n} users whom it does not list.',
        strays,
      )
  },
}

function wrong({ id }: User, held: Held | undefined, expected: Expected | undefined): string | undefined {
  if (!expected) return held && _('A search finds user {id}, who is in the bin.', { id })
  if (!held) return _('No search finds user {id}.', { id })
  if (held.order !== expected.order) return _('Lists have user {id} at the place of another name.', { id })
  if (held.facets !== expected.facets) return _('User {id} is counted as something else than the record says.', { id })
  return held.words === expected.words ? undefined : _('A search finds user {id} by other words than the record says.', { id })
}
