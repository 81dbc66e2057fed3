import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Forbidden, NotFound } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { changeNumbered, isListed, undoOf } from './bulk.queries.ts'
import type { BulkChange } from './bulk.table.ts'
import { bulkChanges } from './bulk.table.ts'
import { noCounts } from './bulk-plan.ts'
import { bulkRight } from './room.ts'

/** The change as it is now. Throws NotFound when there is none. */
export async function getChange(reader: Reader, id: number): Promise<BulkChange> {
  const change = await changeNumbered(reader, id)
  if (!change) throw new NotFound(_('There is no bulk change {id}.', { id: String(id) }))
  return change
}

export function mustChangeMany(actor: Actor): void {
  actor.must(bulkRight)
  actor.must('see users')
}

export type NewChange = Pick<BulkChange, 'action' | 'tasks' | 'setId' | 'setName' | 'search'> & { undoes?: number | null }
/** Lets a change wait for its preview. Answers its number. Who it is for and what it does were looked at before. */
export async function prepareChange(tx: Tx, actor: Actor, made: NewChange): Promise<number> {
  mustChangeMany(actor)
  const [row] = await tx
    .insert(bulkChanges)
    .values({
      ...{ state: 'waiting', doneUntil: 0, stopping: false, counts: noCounts(), applied: noCounts() },
      ...{ startedBy: actor.name, startedById: actor.id, door: actor.door, createdAt: actor.now() },
      ...made,
    })
    .returning({ id: bulkChanges.id })
  return row?.id ?? 0
}

/** Carries out what was shown. Only whoever prepared it can: it is done with their rights. */
export async function applyPlanned(tx: Tx, actor: Actor, id: number): Promise<void> {
  const change = await getOwn(tx, actor, id)
  if (change.state !== 'planned')
    throw new Conflict(_('Bulk change {id} has no preview that waits to be applied.', { id: String(id) }))
  if (change.undoes !== null) await mustNotBeUndone(tx, change.undoes, id)
  await setChange(tx, id, { state: 'waiting', message: null })
}

/** Asks a change to stop: it ends after what it is doing at this moment, and can go on later. */
export async function stopChange(tx: Tx, actor: Actor, id: number): Promise<void> {
  mustChangeMany(actor)
  const { state } = await getChange(tx, id)
  const isWaiting = ['waiting', 'planned'].includes(state)
  if (!isWaiting && !['planning', 'applying'].includes(state))
    throw new Conflict(_('Bulk change {id} is not going on.', { id: String(id) }))
  const message = _('Stopped by {name}.', { name: actor.name })
  await setChange(tx, id, isWaiting ? { state: 'stopped', message, endedAt: actor.now() } : { stopping: true, message })
}

/** Lets a stopped or broken-off change go on: with its plan where there is one, else it is planned anew. */
export async function continueChange(tx: Tx, actor: Actor, id: number): Promise<void> {
  const { state, plannedAt, doneUntil } = await getOwn(tx, actor, id)
  if (!['stopped', 'failed'].includes(state))
    throw new Conflict(_('Bulk change {id} neither stopped nor failed: there is nothing to go on with.', { id: String(id) }))
  // A preview that nobody has applied yet is shown again.
  const isShown = plannedAt !== null && doneUntil === 0
  await setChange(tx, id, { state: isShown ? 'planned' : 'waiting', stopping: false, message: null, endedAt: null })
}

/** Prepares the taking back of a change. Answers the number of the change that will do it. */
export async function prepareUndo(tx: Tx, actor: Actor, id: number): Promise<number> {
  mustChangeMany(actor)
  actor.must('see history')
  const change = await getChange(tx, id)
  if (!['finished', 'stopped', 'failed'].includes(change.state))
    throw new Conflict(_('Bulk change {id} has not ended.', { id: String(id) }))
  if (change.applied.done === 0)
    throw new Conflict(_('Bulk change {id} wrote nothing: there is nothing to take back.', { id: String(id) }))
  await mustNotBeUndone(tx, id)
  if (!(await isListed(tx, id)))
    throw new Conflict(
      _('Bulk change {id} is too old: its list of users was removed. What it did can be undone in the history of each user.', {
        id: String(id),
      }),
    )
  const { setId, setName, search } = change
  return prepareChange(tx, actor, { action: 'undo', tasks: [], undoes: id, setId, setName, search })
}

/** Whether a change that takes another back has done so, or is about to. */
export const takesBack = ({ state, applied }: BulkChange): boolean =>
  ['waiting', 'planning', 'planned', 'applying'].includes(state) || (state === 'finished' && applied.done > 0)

async function mustNotBeUndone(reader: Reader, id: number, except?: number): Promise<void> {
  const undo = await undoOf(reader, id)
  if (undo && undo.id !== except && takesBack(undo))
    throw new Conflict(_('Bulk change {id} is taken back by {undo} already.', { id: String(id), undo: String(undo.id) }))
}

async function getOwn(reader: Reader, actor: Actor, id: number): Promise<BulkChange> {
  mustChangeMany(actor)
  const change = await getChange(reader, id)
  if (change.startedById !== null && change.startedById === actor.id) return change
  throw new Forbidden(
    _('{name} prepared this, and it is done with their rights: only they can apply it. Do it again under your own name.', {
      name: change.startedBy,
    }),
  )
}

export const setChange = async (tx: Tx, id: number, set: Partial<BulkChange>): Promise<void> =>
  void (await tx.update(bulkChanges).set(set).where(eq(bulkChanges.id, id)))

/** Says of what was being worked on that it broke off. For whoever watches the work from outside. */
export const failWorking = async (tx: Tx, message: string, now: number): Promise<unknown> =>
  tx
    .update(bulkChanges)
    .set({ state: 'failed', message, endedAt: now })
    .where(and(inArray(bulkChanges.state, ['planning', 'applying'])))
