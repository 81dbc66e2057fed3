import type { Db } from '#platform/db/database.ts'
import type { Progress } from '#search-index/rebuild.ts'
import { finishRebuild } from '#search-index/rebuild.ts'
import { keepTidy } from '#search-index/upkeep.ts'
import { searchedUsers } from '#users/search-entry.ts'

/** Fills an index that is not whole, and keeps it in few pieces, outside any request. */
export function keepIndex(db: Db, onError: (error: unknown) => void) {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let progress: Progress | undefined
  let upkeep: { stop(): Promise<void> } | undefined
  return {
    start() {
      const options = { stopping: stopping.signal, tell: (now: Progress | undefined) => (progress = now), yieldTo: () => true }
      running = finishRebuild(db, searchedUsers, options).catch(onError)
      upkeep = keepTidy(db, onError)
    },
    progress: () => progress,
    async stop() {
      stopping.abort()
      await Promise.all([running, upkeep?.stop()])
    },
  }
}
