import { packBits, unpackBits } from '#platform/bits.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import { finishRebuild } from '#search-index/rebuild.ts'
import { deferEntries, isDeferred } from '#search-index/state.ts'
import { searchedUsers } from '#users/search-entry.ts'
import { applyRun } from './apply.ts'
import { planRun } from './plan.ts'
import { profileNumbered } from './profiles.queries.ts'
import type { Room } from './room.ts'
import { Stopped } from './room.ts'
import { dropRows } from './run-rows.ts'
import { runNumbered } from './runs.queries.ts'
import type { Counts, SyncRun } from './runs.table.ts'
import { setRun } from './runs.ts'
import { createdIn, seenIn } from './states.queries.ts'
import { putSeen } from './states.ts'
import { planTakingBack } from './take-back.ts'

const many = 1000
const fewest = 5000

/**
 * Works on a run until it has ended, waits for a person, or is asked to stop. One that broke off while it was planned
 * begins again, since nothing was written; one that broke off while it was applied goes on where it was. What goes wrong
 * is kept with the run, in words.
 */
export async function carryOut(room: Room, id: number, signal: AbortSignal): Promise<void> {
  try {
    let run = await runNumbered(room.db.read, id)
    if (run && ['waiting', 'reading'].includes(run.state)) {
      await plan(room, run, signal)
      run = await runNumbered(room.db.read, id)
    }
    if (run && ['planned', 'applying'].includes(run.state)) await apply(room, run, signal)
  } catch (error) {
    // Whoever ends the program lets the run go on with the next one.
    if (error instanceof Stopped && signal.aborted) return
    await room.db.write((tx) => setRun(tx, id, ended(error, room.clock.now())))
    if (!(error instanceof Stopped) && !(error instanceof Spoken)) throw error
  }
}

function ended(error: unknown, endedAt: number): Partial<SyncRun> {
  if (error instanceof Stopped) return { state: 'stopped', stopping: false, endedAt }
  const message =
    error instanceof Spoken ? error.message : _('Something went wrong inside Foyer. The log of the server tells what.')
  return { state: 'failed', message, endedAt }
}

async function plan(room: Room, run: SyncRun, signal: AbortSignal): Promise<void> {
  const { db, clock } = room
  await db.write((tx) => setRun(tx, run.id, { state: 'reading', startedAt: run.startedAt ?? clock.now(), bytesRead: 0 }))
  if (run.action === 'undo') {
    await dropRows(room, run.id)
    return planTakingBack(room, run, signal)
  }
  const profile = run.profileId === null ? undefined : await profileNumbered(db.read, run.profileId)
  if (!profile) throw new Conflict(_('The profile of this run was removed meanwhile.'))
  await planRun(room, run, profile, signal)
}

async function apply(room: Room, run: SyncRun, signal: AbortSignal): Promise<void> {
  const { db, clock } = room
  await db.write((tx) => setRun(tx, run.id, { state: 'applying' }))
  const applied = await withSearch(room, run, signal)
  if (run.action === 'synchronise' || run.action === 'import') await meetCreated(room, run)
  await db.write((tx) => setRun(tx, run.id, { state: 'finished', stopping: false, applied, endedAt: clock.now() }))
}

/** Whoever comes into a library that was nearly empty is entered in the search when all are there: that costs a fifth. */
async function withSearch(room: Room, run: SyncRun, signal: AbortSignal): Promise<Counts> {
  const { db, yieldTo } = room
  const coming = run.counts.created - run.applied.created
  const isFirst = coming > fewest && coming > 4 * (await searchedUsers.count(db.read))
  if (isFirst) await db.write(async (tx) => deferEntries(tx))
  try {
    return await applyRun(room, run, signal)
  } finally {
    // Also of a run that broke off before.
    if (isDeferred(db.read)) await finishRebuild(db, searchedUsers, { stopping: signal, ...(yieldTo ? { yieldTo } : {}) })
  }
}

// Who was made in a run was met in it; only now they have numbers.
async function meetCreated({ db }: Room, run: SyncRun): Promise<void> {
  const packed = await seenIn(db.read, run.id)
  let bits = packed === undefined ? new Uint8Array() : new Uint8Array(unpackBits(packed))
  let isNew = false
  for (let after = 0; ; ) {
    const rows = await createdIn(db.read, run.id, after, many)
    for (const { id, userId } of rows) {
      after = id
      if (userId === null) continue
      isNew = true
      if (userId >> 3 >= bits.length) bits = enlarged(bits, userId)
      bits[userId >> 3] = (bits[userId >> 3] ?? 0) | (1 << (userId & 7))
    }
    if (rows.length < many) break
  }
  if (!isNew) return
  await db.write((tx) => putSeen(tx, { runId: run.id, profileCode: run.profileCode, users: packBits(bits) }))
}

function enlarged(bits: Uint8Array, userId: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(2 * bits.length, (userId >> 3) + 1))
  larger.set(bits)
  return larger
}
