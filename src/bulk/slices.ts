import { setTimeout as wait } from 'node:timers/promises'
import type { Room } from './room.ts'

const longest = 20
// For those who write from another process, and cannot say that they wait.
const pause = 3

/** When a slice of work that began now has to end: after some milliseconds, or at once when somebody waits to write. */
export function sliceOf({ isWanted }: Pick<Room, 'isWanted'>): () => boolean {
  const until = performance.now() + longest
  return () => performance.now() > until || (isWanted?.() ?? false)
}

/** Lets those write who wait for it. */
export async function makeWay({ isWanted }: Pick<Room, 'isWanted'>): Promise<void> {
  await wait(isWanted ? pause : 0)
  while (isWanted?.()) await wait(1)
}
