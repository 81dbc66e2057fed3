import { eq } from 'drizzle-orm'
import { changedSince } from '#history/edits.ts'
import { changesOf } from '#history/history.queries.ts'
import { recordChange } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { Conflict, Forbidden, NotFound } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import type { UserValues } from '../fields.ts'
import { removeIdentifier } from '../identifiers/identifiers.ts'
import { rowNumbered } from '../moved-rows.ts'
import { barTo } from '../user-roles/granting.ts'
import type { HeldRow } from '../user-roles/user-roles.ts'
import type { KnownUser } from '../users.queries.ts'
import { findUser, holderOf } from '../users.queries.ts'
import { changeUser, getUser, touchUser } from '../users.ts'
import { restoreUser } from './bin.ts'
import type { Pair } from './merge-plan.ts'
import { listOf, rowChanges, rowsOfRecord, saidBy } from './merged-lists.ts'
import type { Merger } from './mergers.queries.ts'
import { actOf, mergerNumbered } from './mergers.queries.ts'
import { mergers } from './mergers.table.ts'
import { mustTouch } from './merging.ts'
import { moveBack } from './moving-back.ts'

/**
 * Takes a merger back: both users stand as before. What was changed since stays as it is, and is told in words; nothing
 * that anyone wrote meanwhile is lost.
 */
export async function undoMerger(tx: Tx, actor: Actor, mergerId: number): Promise<string[]> {
  const merger = await mergerNumbered(tx, mergerId)
  if (!merger) throw new NotFound(_('There is no such merger any more: one of the two was erased.'))
  if (merger.undoneAt !== null) throw new Conflict(_('This merger was taken back already.'))
  const keeper = await getUser(tx, merger.keeperId)
  const gone = await findUser(tx, merger.goneId)
  if (!gone) throw new NotFound(_('There is no such merger any more: one of the two was erased.'))
  for (const user of [keeper, gone]) mustTouch(actor, user)
  await mustTakeRoles(tx, actor, merger)
  return keepAdministrator(tx, actor.clock.today(), '', async () => {
    if (gone.binnedAt !== null) await restoreUser(tx, actor, gone)
    const told = await takeBack(tx, actor, { keeper, gone: await getUser(tx, gone.id) }, merger)
    await tx.update(mergers).set({ undoneAt: actor.now() }).where(eq(mergers.id, mergerId))
    return told
  })
}

// A role goes back as it came: only what one may give.
async function mustTakeRoles(tx: Tx, actor: Actor, { keeperId, done }: Merger): Promise<void> {
  const list = listOf('role')
  for (const { part, id } of done.rows) {
    const row = part === 'role' && list ? await rowNumbered(tx, list, id) : undefined
    const bar = row && barTo(actor, await getUser(tx, keeperId), row as unknown as HeldRow)
    if (bar) throw new Forbidden(bar)
  }
}

async function takeBack(tx: Tx, actor: Actor, pair: Pair, merger: Merger): Promise<string[]> {
  const { done } = merger
  const told = await toldOfChanges(tx, pair.keeper, merger)
  told.push(...(await giveBackPrimary(tx, actor, pair, done)))
  const before = { keeper: await rowsOfRecord(tx, pair.keeper.id), gone: await rowsOfRecord(tx, pair.gone.id) }
  told.push(...(await moveBack(tx, actor, pair, done.rows)))
  for (const side of ['keeper', 'gone'] as const) {
    const { id } = pair[side]
    const changes = rowChanges(before[side], await rowsOfRecord(tx, id))
    const undoes = await actOf(tx, id, done.versions[side])
    const { version } = await touchUser(tx, actor, pair[side])
    const act = { subject: 'user', subjectId: id, version, action: 'merger taken back', changes }
    await recordChange(tx, actor, { ...act, ...(undoes === undefined ? {} : { undoes }) })
  }
  told.push(...(await giveBackFields(tx, actor, pair, done)))
  return told
}

async function toldOfChanges(tx: Tx, keeper: KnownUser, { done }: Merger): Promise<string[]> {
  const acts = await changesOf(tx, 'user', keeper.id, { limit: 1000, offset: 0 })
  const since = acts.filter(({ version }) => version > done.versions.keeper).flatMap(({ items }) => items)
  let changed = 0
  for (const { part, id } of done.rows) {
    const list = since.some((item) => item.part === part && item.row === id) ? listOf(part) : undefined
    const row = list && (await rowNumbered(tx, list, id))
    if (row?.userId !== keeper.id) continue
    const place = { subject: 'user', subjectId: keeper.id, part, row: id }
    const now = { version: keeper.version, values: saidBy(part, row) }
    if ((await changedSince(tx, place, now, done.versions.keeper)).length > 0) changed += 1
  }
  if (changed === 0) return []
  return [_n('{n} entry was changed since, and stays so.', '{n} entries were changed since, and stay so.', changed)]
}

async function giveBackPrimary(tx: Tx, actor: Actor, { keeper, gone }: Pair, { primary }: Merger['done']): Promise<string[]> {
  const list = listOf('identifier')
  if (!primary || !list || gone.primaryId !== primary.after) return []
  const row = primary.row === undefined ? undefined : await rowNumbered(tx, list, primary.row)
  if (row?.userId === keeper.id && row.value === primary.before) await removeIdentifier(tx, actor, keeper, row.id)
  const holder = await holderOf(tx, caseFold(primary.before))
  if (!holder || holder.id === gone.id) {
    await changeUser(tx, actor, gone, { primaryId: primary.before })
    return []
  }
  return [_('{id} belongs to somebody else by now, so the user comes back as {now}.', { id: primary.before, now: primary.after })]
}

async function giveBackFields(tx: Tx, actor: Actor, { keeper }: Pair, { fields }: Merger['done']): Promise<string[]> {
  const now: Record<string, unknown> = await getUser(tx, keeper.id)
  const back = fields.filter(({ field, after }) => same((now[field] ?? null) as never, after))
  const values = Object.fromEntries(back.map(({ field, before }) => [field, before])) as UserValues
  if (back.length > 0) await changeUser(tx, actor, keeper, values)
  return back.length === fields.length ? [] : [_('General information that was changed since stays as it is.')]
}
