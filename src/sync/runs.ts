import { renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { and, eq, inArray } from 'drizzle-orm'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { noCounts } from './counts.ts'
import type { Given } from './kept-files.ts'
import { keptAt, takeFile } from './kept-files.ts'
import type { SyncProfile } from './profiles.table.ts'
import { getProfile } from './profiles.ts'
import { runNumbered, undoneBy } from './runs.queries.ts'
import type { SyncRun } from './runs.table.ts'
import { syncRuns } from './runs.table.ts'

/** Where runs are kept: the database, and the folder of their files. */
export type RunPlace = { db: Db; folder: string }
export type NewRun = {
  profile: { id: number }
  file: Given & { name: string }
  action: 'synchronise' | 'import'
  dryRun: boolean
  full: boolean
}

/** The run as it is now. Throws NotFound when there is none. */
export async function getRun(reader: Reader, id: number): Promise<SyncRun> {
  const run = await runNumbered(reader, id)
  if (!run) throw new NotFound(_('There is no run {id}.', { id: String(id) }))
  return run
}

/** Takes a copy of a file and lets a run wait for its turn. Answers its number. */
export async function startRun({ db, folder }: RunPlace, actor: Actor, asked: NewRun): Promise<number> {
  actor.must('synchronise')
  const taken = await takeFile(folder, asked.file)
  try {
    return await db.write(async (tx) => {
      const profile = await getProfile(tx, asked.profile.id)
      if (!profile.enabled)
        throw new Conflict(_('{name} is switched off. Switch it on in its profile first.', { name: profile.name }))
      const { action, dryRun, full } = asked
      const file = { fileName: asked.file.name.slice(-255), fileHash: taken.hash, fileBytes: taken.bytes }
      const id = await insertRun(tx, actor, { ...ofProfile(profile), ...file, action, dryRun, full })
      await tx
        .update(syncRuns)
        .set({ kept: String(id) })
        .where(eq(syncRuns.id, id))
      renameSync(taken.path, keptAt(folder, id))
      return id
    })
  } catch (error) {
    await rm(taken.path, { force: true })
    throw error
  }
}

export const ofProfile = ({ id, code }: SyncProfile) => ({ profileId: id, profileCode: code })

type Made = Pick<SyncRun, 'action' | 'profileCode' | 'dryRun'> & Partial<SyncRun>
/** A run that waits for its turn. */
export async function insertRun(tx: Tx, actor: Actor, made: Made): Promise<number> {
  const [row] = await tx
    .insert(syncRuns)
    .values({
      ...{ state: 'waiting', full: false, fileBytes: 0, bytesRead: 0, doneUntil: 0, stopping: false },
      ...{ counts: noCounts(), applied: noCounts() },
      ...{ startedBy: actor.name, startedById: actor.id, door: actor.door, createdAt: actor.now() },
      ...made,
    })
    .returning({ id: syncRuns.id })
  return row?.id ?? 0
}

/** Asks a run to stop: it ends after what it is doing at this moment, and can go on later. */
export async function stopRun(tx: Tx, actor: Actor, id: number): Promise<void> {
  actor.must('synchronise')
  const run = await getRun(tx, id)
  const isWaiting = ['waiting', 'planned'].includes(run.state)
  if (!isWaiting && !['reading', 'applying'].includes(run.state))
    throw new Conflict(_('Run {id} is not going on.', { id: String(id) }))
  const ended = { state: 'stopped', message: _('Stopped by {name}.', { name: actor.name }), endedAt: actor.now() }
  await setRun(tx, id, isWaiting ? ended : { stopping: true, message: ended.message })
}

/** Lets a stopped or broken-off run go on: with its plan where there is one, else from the beginning of the file. */
export async function continueRun(tx: Tx, actor: Actor, id: number, confirm = false): Promise<void> {
  actor.must('synchronise')
  const run = await getRun(tx, id)
  if (run.state === 'guarded') return applyPlan(tx, actor, id, confirm)
  if (!['stopped', 'failed'].includes(run.state))
    throw new Conflict(_('Run {id} neither stopped nor failed: there is nothing to go on with.', { id: String(id) }))
  mustHaveFile(run)
  const again = { stopping: false, message: null, endedAt: null, ...confirmation(actor, confirm) }
  await setRun(tx, id, { state: run.plannedAt === null ? 'waiting' : 'planned', ...again })
}

/** Carries out what a run has planned: that of a dry run, or one that the guard had stopped, which somebody confirms. */
export async function applyPlan(tx: Tx, actor: Actor, id: number, confirm = false): Promise<void> {
  actor.must('synchronise')
  const run = await getRun(tx, id)
  const isShown = run.dryRun && run.state === 'finished'
  if (!isShown && run.state !== 'guarded')
    throw new Conflict(_('Run {id} has no plan that waits to be applied.', { id: String(id) }))
  if (run.undoes !== null) await mustNotBeUndone(tx, run.undoes)
  // What a plan says of itself is that the guard holds it back.
  if (run.message !== null && !confirm) throw new Conflict(run.message)
  const again = { stopping: false, message: null, endedAt: null, ...confirmation(actor, confirm) }
  await setRun(tx, id, { state: 'planned', dryRun: false, ...again })
}

const confirmation = (actor: Actor, confirm: boolean) => (confirm ? { confirmedBy: actor.name } : {})

function mustHaveFile({ plannedAt, kept, action }: SyncRun): void {
  if (plannedAt === null && kept === null && ['synchronise', 'import'].includes(action))
    throw new Conflict(_('The file of this run was removed. Start a new run with the file.'))
}

/** A run is taken back once; a taking back never is: the file is run again. */
export async function mustNotBeUndone(reader: Reader, id: number): Promise<void> {
  const undo = await undoneBy(reader, id)
  if (undo && undo.state !== 'failed')
    throw new Conflict(_('Run {id} is taken back by run {undo} already.', { id: String(id), undo: String(undo.id) }))
}

export const setRun = async (tx: Tx, id: number, set: Partial<SyncRun>): Promise<void> =>
  void (await tx.update(syncRuns).set(set).where(eq(syncRuns.id, id)))

/** Says of what was being worked on that it broke off. For whoever watches the work from outside. */
export const failWorking = (tx: Tx, message: string, now: number): Promise<unknown> =>
  Promise.resolve(
    tx
      .update(syncRuns)
      .set({ state: 'failed', message, endedAt: now })
      .where(and(inArray(syncRuns.state, ['reading', 'applying']))),
  )

/** Takes away a run that nobody began, with its file. */
export async function dropWaiting({ db, folder }: RunPlace, id: number): Promise<void> {
  const gone = await db.write((tx) =>
    tx
      .delete(syncRuns)
      .where(and(eq(syncRuns.id, id), eq(syncRuns.state, 'waiting')))
      .returning({ id: syncRuns.id }),
  )
  if (gone.length > 0) await rm(keptAt(folder, id), { force: true })
}
