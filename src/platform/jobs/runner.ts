import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** Works off what waits beside whatever else goes on. */
export type Runner = {
  /** To be called when something waits. Comes back at once. */
  wake(): void
  /** Waits until nothing is going on. */
  idle(): Promise<void>
  /** Ends after what is being done at this moment; the next start goes on with it. */
  stop(): Promise<void>
}

/** Somebody asked the work to stop, or the program ends. */
export class Stopped extends Error {}

const lookAgainMilliseconds = 2000

/** Does the work one turn at a time; a call meanwhile means one more turn. */
function turns(turn: () => Promise<void>, onError: (error: unknown) => void): Pick<Runner, 'wake' | 'idle'> {
  let working: Promise<void> | undefined
  let again = false
  const wake = () => {
    again = true
    working ??= (async () => {
      while (again) {
        again = false
        await turn().catch(onError)
      }
      working = undefined
    })()
  }
  return { wake, idle: async () => working }
}

/** Works in the same thread. For tests and commands. */
export function runsHere(work: (signal: AbortSignal) => Promise<unknown>, onError: (error: unknown) => void = () => {}): Runner {
  const stopping = new AbortController()
  const { wake, idle } = turns(async () => void (await work(stopping.signal)), onError)
  return {
    wake,
    idle,
    stop() {
      stopping.abort()
      return idle()
    },
  }
}

type InThread = {
  /** The module that works off what waits and ends; it is handed `data`, and a message when it shall stop. */
  module: string
  data: object
  isWaiting(): Promise<boolean>
  /** Whether another process is at it: it works off what waits, or leaves it here. */
  isElsewhere?(): boolean
  /** The thread broke down: says so of what was being worked on. */
  onBroken(): Promise<unknown>
  onError(error: unknown): void
}

/** Works in a thread of its own, which ends when nothing waits. */
export function runsInThread({ module, data, isWaiting, isElsewhere, onBroken, onError }: InThread): Runner {
  let thread: Worker | undefined
  let stopped = false
  const { wake, idle } = turns(async () => {
    while (!stopped && (await isWaiting())) {
      if (isElsewhere?.()) await wait(lookAgainMilliseconds, undefined, { ref: false })
      else await work()
    }
  }, onError)

  async function work(): Promise<void> {
    thread = new Worker(module, { workerData: data })
    const broken = await endOf(thread)
    thread = undefined
    if (broken === undefined) return
    onError(broken)
    await onBroken()
  }

  return {
    wake,
    idle,
    stop() {
      stopped = true
      thread?.postMessage('stop')
      return idle()
    },
  }
}

const endOf = (thread: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    let error: unknown
    thread.once('error', (one) => {
      error = one
    })
    thread.once('exit', (status) => resolve(error ?? (status === 0 ? undefined : new Error(`The worker ended with ${status}.`))))
  })
