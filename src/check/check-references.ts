import { damagesOf, danglingRows } from '#platform/db/integrity.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Check } from './checks.ts'
import { doubledPreferred, heldTwiceOver, ownProxies } from './references.queries.ts'

/** What the rows say of each other. */
export const checkReferences: Check = {
  option: 'references',
  about: _('the database file itself, and what its rows say of each other'),
  async *run({ db: { read } }) {
    yield* damagesOf(read)
    for (const { table, rowid, parent } of danglingRows(read))
      yield _('Row {row} of {table} refers to a row of {parent} that is not there.', { row: rowid ?? 0, table, parent })
    for (const { userId } of await ownProxies(read)) yield _('User {id} is a proxy for themselves.', { id: userId })
    for (const { userId, list } of await doubledPreferred(read))
      yield _('User {id} has not exactly one preferred row among the {list}.', { id: userId, list })
    const { missing, needless } = await heldTwiceOver(read)
    for (const { userId, value } of missing)
      yield _('The identifier {value} of user {id} is not kept from being given to others.', { value, id: userId })
    for (const { userId, value } of needless)
      yield _('The identifier {value} is kept for user {id}, who does not have it.', { value, id: userId })
  },
}
