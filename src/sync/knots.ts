import { caseFold } from '#platform/text.ts'
import type { FollowPlan } from '#users/record/follow-plan.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { findUser, holderOf } from '#users/users.queries.ts'
import { followKeys } from './claims.ts'
import { followOf, matched, planItem } from './plan-item.ts'
import type { Item, Planning } from './planning.ts'
import { keysOf, rowOf } from './planning.ts'
import type { Passed } from './row-plan.ts'

const mostRounds = 20
const mostInKnot = 100

type Tied = { item: Item; user: KnownUser; plan: FollowPlan; takes: Passed[]; lets: string[] }

/** Plans the records that waited for an identifier of somebody else, now that the whole file is known. */
export async function settleDeferred(planning: Planning): Promise<void> {
  for (let round = 0; round < mostRounds && planning.deferred.size > 0; round += 1) {
    const before = planning.deferred.size
    for (const [position, item] of [...planning.deferred]) {
      planning.deferred.delete(position)
      await planItem(planning, item, 'again')
    }
    if (planning.deferred.size === before) break
  }
  await tieKnots(planning)
  for (const item of planning.deferred.values()) await planItem(planning, item, 'last')
  planning.deferred.clear()
}

/** Finds people who exchange identifiers in a ring: none of them can come first, so they go together. */
async function tieKnots(planning: Planning): Promise<void> {
  const tied = new Map<number, Tied>()
  for (const item of planning.deferred.values()) {
    const one = await tiedOf(planning, item)
    if (one) tied.set(one.user.id, one)
  }
  const givesWay = ({ from, value }: Passed) => tied.get(from)?.lets.includes(value) ?? false
  for (let size = -1; size !== tied.size; ) {
    size = tied.size
    for (const [id, { takes }] of tied) if (!takes.every(givesWay)) tied.delete(id)
  }
  for (const knot of knotsOf(tied)) {
    if (knot.length > mostInKnot) continue
    const number = knot[0]?.item.position ?? 0
    for (const one of knot) {
      planning.deferred.delete(one.item.position)
      put(planning, one, number)
    }
  }
}

async function tiedOf(planning: Planning, item: Item): Promise<Tied | undefined> {
  const { reader, profile, claimed, released } = planning
  const userId = await matched(planning, caseFold(keysOf(profile, item.heard)[0] ?? ''))
  const user = userId === undefined ? undefined : await findUser(reader, userId)
  if (!user) return undefined
  const { plan } = await followOf(planning, item, user)
  const { takes, lets } = await followKeys(reader, user, plan)
  const passed: Passed[] = []
  for (const value of takes) {
    if (claimed.has(value)) return undefined
    const holder = released.has(value) ? undefined : await holderOf(reader, value)
    if (holder && holder.id !== user.id) passed.push({ value, from: holder.id })
  }
  return { item, user, plan, takes: passed, lets }
}

/** Those who take from each other, directly or through others. */
function knotsOf(tied: Map<number, Tied>): Tied[][] {
  const near = new Map([...tied.keys()].map((id) => [id, [] as number[]]))
  for (const [id, { takes }] of tied)
    for (const { from } of takes) {
      near.get(id)?.push(from)
      near.get(from)?.push(id)
    }
  const seen = new Set<number>()
  const reach = (id: number): Tied[] => {
    const found: Tied[] = []
    for (const waiting = [id]; waiting.length > 0; ) {
      const next = waiting.pop() ?? 0
      const one = seen.has(next) ? undefined : tied.get(next)
      seen.add(next)
      if (one) found.push(one)
      if (one) waiting.push(...(near.get(next) ?? []))
    }
    return found.sort((some, other) => some.item.position - other.item.position)
  }
  return [...tied.keys()].map(reach).filter((knot) => knot.length > 0)
}

function put(planning: Planning, { item, user, plan, takes, lets }: Tied, knot: number): void {
  for (const { value } of takes) planning.claimed.add(value)
  for (const value of lets) planning.released.add(value)
  planning.counts.updated += 1
  const { id: userId, version } = user
  const follow = { follow: plan, source: planning.rules.source, knot, passed: takes }
  planning.rows.push(rowOf(item, { does: 'update', userId, version, plan: follow }))
}
