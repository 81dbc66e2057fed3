import { setImmediate as breathe } from 'node:timers/promises'
import { _ } from '#platform/i18n/i18n.ts'
import type { Held } from '#search-index/check-index.ts'
import { expectedOf, heldEntries } from '#search-index/check-index.ts'
import { searchEntryOf } from '#users/search-entry.ts'
import type { User } from '#users/users.table.ts'
import type { Check, CheckRoom } from './checks.ts'
import { isChangedSince, lastAct, usersAfter } from './search.queries.ts'

const slice = 500

/** What a search finds against what the records say. */
export const checkSearch: Check = {
  option: 'search',
  about: _('what a search finds: that it is what each record says'),
  async *run({ db: { read } }: CheckRoom) {
    const began = await lastAct(read)
    const held = heldEntries(read)
    for (let last = 0; ; ) {
      const users = await usersAfter(read, last, slice)
      for (const user of users) {
        const entry = await searchEntryOf(read, user)
        const words = wrong(user, held.get(user.id), entry && expectedOf(entry))
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
  },
}

function wrong({ id }: User, held: Held | undefined, expected: Held | undefined): string | undefined {
  if (!expected) return held && _('A search finds user {id}, who is in the bin.', { id })
  if (!held) return _('No search finds user {id}.', { id })
  if (held.words !== expected.words) return _('A search finds user {id} by other words than the record says.', { id })
  if (held.order !== expected.order) return _('Lists have user {id} at the place of another name.', { id })
  return held.kind === expected.kind ? undefined : _('User {id} is counted as another record type.', { id })
}
