import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { membersOf } from '#sets/members.queries.ts'
import { setSeenBy } from '#sets/sets.queries.ts'
import type { BulkChange } from './bulk.table.ts'
import type { Room } from './room.ts'
import { actorOf } from './room.ts'

/** The users whom a change is for, in slices; those whom its starter may know as a set now. */
export async function* membersFor({ db, clock, timeZone }: Room, change: BulkChange): AsyncGenerator<number[]> {
  const actor = await actorOf(db.read, change, clock)
  const set = change.setId === null ? undefined : await setSeenBy(db.read, change.setId, actor)
  if (!set) throw new Conflict(_('The set {name} is not there any more.', { name: change.setName }))
  yield* membersOf(db.read, set, { actor, today: clock.today(), timeZone })
}
