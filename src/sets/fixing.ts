import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { empty, fill } from './filling.ts'
import { idsOf } from './members.queries.ts'
import { mustBeMine } from './rights.ts'
import { getSet } from './sets.ts'

/** Enters whomever a live set finds now as its members, so many at a time; then it can be made a fixed one. Answers how many. */
export async function enterFound(db: Db, actor: Actor, id: number, timeZone: string): Promise<number> {
  const set = await getSet(db.read, actor, id)
  mustBeMine(actor, set)
  if (set.kind !== 'live') throw new Conflict(_('{name} is fixed already.', { name: set.name }))
  const ids = await idsOf(db.read, set, { actor, today: actor.clock.today(), timeZone })
  // What an attempt that broke off left behind.
  await empty(db, id)
  await fill(db, id, ids)
  return ids.size
}
