import type { Db } from '#platform/db/database.ts'
import type { Progress } from '#users/name-order.ts'
import { reorderNames } from '#users/name-order.ts'

/** Keeps the lists in the order of the names, outside any request. Each start waits for the one before. */
export function nameOrder(db: Db, onError: (error: unknown) => void) {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let progress: Progress | undefined
  const run = () => reorderNames(db, stopping.signal, (now) => (progress = now)).catch(onError)
  return {
    start: () => (running = running.then(run)),
    progress: () => progress,
    stop() {
      stopping.abort()
      return running
    },
  }
}
