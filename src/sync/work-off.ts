import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock } from '#platform/db/lock.ts'
import { carryOut } from './carry-out.ts'
import type { Room } from './room.ts'
import { nextRun } from './runs.queries.ts'

const lockOf = (folder: string) => join(folder, 'run.lock')

/** Whether some process is at work on runs: while nobody is, a run that seems to be worked on has broken off. */
export function isSomebodyAtWork(folder: string): boolean {
  const lock = lockFor(folder)
  lock?.release()
  return !lock
}

function lockFor(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return takeLock(lockOf(folder))
}

/**
 * Carries out all runs that wait, one after the other, the broken-off ones first. Answers false when another process is
 * at it: that one works off what waits. `until` ends it after a run.
 */
export async function workOff(room: Room, signal: AbortSignal, until?: number): Promise<boolean> {
  const lock = lockFor(room.folder)
  if (!lock) return false
  try {
    while (!signal.aborted) {
      const run = await nextRun(room.db.read)
      if (!run) break
      await carryOut(room, run.id, signal)
      if (run.id === until) break
    }
    return true
  } finally {
    lock.release()
  }
}
