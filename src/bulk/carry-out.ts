import { _ } from '#platform/i18n/i18n.ts'
import { Stopped } from '#platform/jobs/runner.ts'
import { Spoken } from '#platform/problems.ts'
import { applyChange } from './apply.ts'
import { changeNumbered, nextChange } from './bulk.queries.ts'
import type { BulkChange } from './bulk.table.ts'
import { noCounts } from './bulk-plan.ts'
import { setChange } from './changes.ts'
import { planChange } from './plan.ts'
import type { Room } from './room.ts'
import { LostRight } from './room.ts'

/** Works on all changes that wait, one after the other, the broken-off ones first. */
export async function workOff(room: Room, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const change = await nextChange(room.db.read)
    if (!change) return
    await carryOut(room, change.id, signal)
  }
}

/**
 * Works on a change until it has ended, waits for a person, or is asked to stop. One that broke off while it was planned
 * begins again, since nothing was written; one that broke off while it was applied goes on where it was. What goes wrong
 * is kept with it, in words.
 */
export async function carryOut(room: Room, id: number, signal: AbortSignal): Promise<void> {
  try {
    const change = await changeNumbered(room.db.read, id)
    if (!change) return
    await (change.plannedAt === null ? plan(room, change, signal) : apply(room, change, signal))
  } catch (error) {
    // Whoever ends the program lets the change go on with the next one.
    if (error instanceof Stopped && signal.aborted) return
    await room.db.write((tx) => setChange(tx, id, ended(error, room.clock.now())))
    if (!(error instanceof Stopped) && !(error instanceof Spoken)) throw error
  }
}

function ended(error: unknown, endedAt: number): Partial<BulkChange> {
  if (error instanceof Stopped) return { state: 'stopped', stopping: false, endedAt }
  if (error instanceof LostRight) return { state: 'stopped', stopping: false, endedAt, message: error.message }
  const message =
    error instanceof Spoken ? error.message : _('Something went wrong inside Foyer. The log of the server tells what.')
  return { state: 'failed', stopping: false, message, endedAt }
}

async function plan(room: Room, change: BulkChange, signal: AbortSignal): Promise<void> {
  const startedAt = change.startedAt ?? room.clock.now()
  await room.db.write((tx) => setChange(tx, change.id, { state: 'planning', startedAt, counts: noCounts() }))
  await planChange(room, change, signal)
}

async function apply(room: Room, change: BulkChange, signal: AbortSignal): Promise<void> {
  const { db, clock } = room
  await db.write((tx) => setChange(tx, change.id, { state: 'applying' }))
  const applied = await applyChange(room, change, signal)
  await db.write((tx) => setChange(tx, change.id, { state: 'finished', stopping: false, applied, endedAt: clock.now() }))
}
