import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { IdSet } from '#platform/id-set.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { putMember, takeMembers } from './filling.ts'
import { isMember, membersOfAll } from './members.queries.ts'
import type { UserSet } from './sets.table.ts'
import type { Seen } from './sets.ts'
import { getOwn, writeSet } from './sets.ts'

/** Adds users to a fixed set. Answers how many were not in it. */
export async function addMembers(tx: Tx, actor: Actor, seen: Seen, ids: IdSet): Promise<number> {
  const set = await getFixed(tx, actor, seen)
  let added = 0
  for (const id of ids.after(-1, mostAtOnce)) {
    if (await isMember(tx, set.id, id)) continue
    await putMember(tx, set.id, id)
    added += 1
  }
  return resized(tx, actor, set, added, 'users added')
}

/** Takes users out of a fixed set. Answers how many were in it. */
export async function takeOut(tx: Tx, actor: Actor, seen: Seen, ids: IdSet): Promise<number> {
  const set = await getFixed(tx, actor, seen)
  const asked = ids.after(-1, mostAtOnce)
  const held: number[] = []
  for (const id of asked) if (await isMember(tx, set.id, id)) held.push(id)
  await takeMembers(tx, set.id, held)
  return -(await resized(tx, actor, set, -held.length, 'users taken out'))
}

/** So many are put in or taken out by hand. */
export const mostAtOnce = 5000

async function getFixed(tx: Tx, actor: Actor, seen: Seen): Promise<UserSet> {
  const set = await getOwn(tx, actor, seen)
  if (set.kind === 'fixed') return set
  throw new Conflict(_('{name} is a search: it has whomever the search finds. Fix it first.', { name: set.name }))
}

async function resized(tx: Tx, actor: Actor, set: UserSet, by: number, action: string): Promise<number> {
  // Counted anew: whoever was erased meanwhile is no member any more.
  const users = await membersOfAll(tx, set.id)
  if (by !== 0) await writeSet(tx, actor, set, { size: users }, action, diff('set', { users: set.size }, { users }))
  return by
}
