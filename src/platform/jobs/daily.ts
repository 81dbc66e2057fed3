const dayMilliseconds = 24 * 60 * 60_000

export type Job = { name: string; run(stopping: AbortSignal): Promise<unknown> }

/**
 * Runs jobs one after another, soon after the start and then every day, outside any request. What a job throws is told
 * and does not end the others. `stop` asks the running one to end and waits for it.
 */
export function daily(
  jobs: Job[],
  onError: (error: unknown, name: string) => void,
  every = dayMilliseconds,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const runAll = async () => {
    for (const { name, run } of jobs) {
      if (stopping.signal.aborted) return
      await run(stopping.signal).catch((error: unknown) => onError(error, name))
    }
  }
  const begin = () => {
    running = running.then(runAll)
  }
  const first = setTimeout(begin, 0).unref()
  const timer = setInterval(begin, every).unref()
  return {
    stop() {
      stopping.abort()
      clearTimeout(first)
      clearInterval(timer)
      return running
    },
  }
}
