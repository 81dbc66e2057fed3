import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import { locksOf } from '#users/locks.ts'
import { planFollow, planNew, writesNothing } from '#users/record/follow-heard.ts'
import type { FollowPlan } from '#users/record/follow-plan.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { findUser, holderOf } from '#users/users.queries.ts'
import type { Taken } from './claims.ts'
import { followKeys, newKeys, takenBy } from './claims.ts'
import type { Item, Planning } from './planning.ts'
import { keysOf, reject, rowOf, twice } from './planning.ts'
import { rowOfKey } from './runs.queries.ts'
import type { SyncState } from './states.queries.ts'
import { holderByType, stateOf } from './states.queries.ts'

/** `again`: it was deferred before. `last`: it is not deferred any more. */
export type Mode = 'first' | 'again' | 'last'

/** Decides what one record of the file means, and puts it among the rows of the plan. */
export async function planItem(planning: Planning, item: Item, mode: Mode = 'first'): Promise<void> {
  const { reader, profile } = planning
  const keys = keysOf(profile, item.heard)
  if (keys.length === 0) return reject(planning, item, { reason: withoutKey(planning) })
  if (mode === 'first') planning.withKey += 1
  for (const key of keys) {
    const userId = await matched(planning, caseFold(key))
    const user = userId === undefined ? undefined : await findUser(reader, userId)
    if (user) return planKnown(planning, item, user, mode)
  }
  return planUnknown(planning, item, caseFold(keys[0] ?? ''), mode)
}

const withoutKey = ({ profile }: Planning) =>
  profile.matchBy === ''
    ? _('This record has no primary identifier, by which people are matched.')
    : _('This record has no identifier of type {type}, by which people are matched.', { type: profile.matchBy })

export async function matched({ reader, profile }: Planning, key: string): Promise<number | undefined> {
  if (profile.matchBy !== '') return holderByType(reader, profile.matchBy, key)
  const holder = await holderOf(reader, key)
  return holder?.primaryIdKey === key ? holder.id : undefined
}

async function planKnown(planning: Planning, item: Item, user: KnownUser, mode: Mode): Promise<void> {
  const { reader, met, run } = planning
  const before = met.positionOf(user.id)
  if (before > 0 && before !== item.position) return reject(planning, item, { reason: twice(before), userId: user.id })
  met.meet(user.id, item.position)
  const bar = barTo(planning, user)
  if (bar) return reject(planning, item, { reason: bar, userId: user.id })
  if (run.action === 'import') {
    planning.alreadyThere += 1
    return reject(planning, item, {
      reason: _('This person is there already, and an import leaves them alone.'),
      userId: user.id,
    })
  }
  const { plan, problems, unknown, state } = await followOf(planning, item, user)
  if (problems.length > 0) return reject(planning, item, { reason: wordsOf(problems), userId: user.id, plan: { unknown } })
  const { takes, lets } = await followKeys(reader, user, plan)
  const taken = takes.length > 0 && (await takenBy(planning, takes, user.id))
  if (taken) return holdBack(planning, item, taken, mode, user.id)
  for (const key of takes) planning.claimed.add(key)
  for (const key of lets) planning.released.add(key)
  putKnown(planning, item, user, { plan, state })
}

type Known = { plan: FollowPlan; state: SyncState | undefined }
function putKnown(planning: Planning, item: Item, { id: userId, version }: KnownUser, { plan, state }: Known): void {
  const isSame = writesNothing(plan)
  const says = plan.heard.length + plan.steps.length > 0
  if (!isSame) planning.counts.updated += 1
  else planning.counts.unchanged += 1
  if (isSame && plan.steps.some(({ why }) => why === 'locked' || why === 'staff')) planning.counts.kept += 1
  const does = isSame ? 'same' : 'update'
  if (isSame && !says && state?.hash === item.hash && state.version === version) return
  planning.rows.push(
    rowOf(item, { does, userId, version, plan: isSame && !says ? null : { follow: plan, source: planning.rules.source } }),
  )
}

/** What following the source means to somebody of whom a record tells. */
export async function followOf({ reader, rules }: Planning, item: Item, user: KnownUser) {
  const state = await stateOf(reader, user.id)
  const heard = state?.absentRunId ? comeBack(item) : item.heard
  return { ...(await planFollow(reader, user, heard, rules, await locksOf(reader, user.id))), state }
}

/** Why a source may not touch somebody; undefined where it may. */
function barTo({ codes, rules }: Planning, user: KnownUser): string | undefined {
  if (user.binnedAt !== null) return _('This person is in the bin. Restore the user, or erase it, and run the file again.')
  if (user.accountType !== 'EXTERNAL')
    return _('This user is internal: the library owns the record. Make it external, so that it follows the source.')
  const source = user.source === null ? '' : caseFold(user.source)
  if (source === '' || source === caseFold(rules.source) || !codes.has(source)) return undefined
  return _('This user follows another source, {source}.', { source: user.source ?? '' })
}

// Whom a run made inactive for being absent is active again, unless the file says something else.
const comeBack = ({ heard }: Item): Item['heard'] =>
  heard.fields.status ? heard : { ...heard, fields: { ...heard.fields, status: 'ACTIVE' } }

async function planUnknown(planning: Planning, item: Item, key: string, mode: Mode): Promise<void> {
  const { reader, profile, rules } = planning
  if (profile.unmatched === 'reject')
    return reject(planning, item, { reason: _('Nobody here matches this record, and the profile adds nobody.') })
  const waits = planning.waiting.get(key)
  if (waits !== undefined && waits !== item.position) return reject(planning, item, { reason: twice(waits) })
  if (planning.claimed.has(key) && profile.matchBy === '') {
    const first =
      planning.rows.find((row) => row.does === 'create' && caseFold(row.key) === key) ??
      (await rowOfKey(reader, planning.run.id, item.key))
    if (first?.does === 'create') return reject(planning, item, { reason: twice(first.position) })
  }
  const { made, problems, unknown } = await planNew(reader, item.heard, rules)
  if (problems.length > 0) return reject(planning, item, { reason: wordsOf(problems), plan: { unknown } })
  const takes = newKeys(made)
  const taken = await takenBy(planning, takes, undefined)
  if (taken) {
    holdBack(planning, item, taken, mode)
    if (planning.deferred.has(item.position)) planning.waiting.set(key, item.position)
    return
  }
  for (const one of takes) planning.claimed.add(one)
  planning.counts.created += 1
  planning.rows.push(rowOf(item, { does: 'create', plan: { create: made } }))
}

const mostDeferred = 10_000

// Whoever holds it may let it go further on in the file: that is known at its end.
function holdBack(planning: Planning, item: Item, taken: Taken, mode: Mode, userId?: number): void {
  if (taken.mayGo && mode !== 'last' && planning.deferred.size < mostDeferred) planning.deferred.set(item.position, item)
  else reject(planning, item, { reason: taken.reason, userId })
}

export const wordsOf = (problems: Problem[]) => [...new Set(problems.map(({ message }) => message))].slice(0, 8).join(' ')
