import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a command wrote and cost: seconds by the clock and of CPU, and the most memory it ever held. */
export type Cost = { output: string; code: number; seconds: number; cpuSeconds: number; peakMegabytes: number }

const root = join(import.meta.dirname, '..')
const often = 25

/** Runs a command of the project to its end, as a process of its own that is looked at from outside. */
export async function costOf(args: string[], environment: Record<string, string>): Promise<Cost> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'run.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString()
  })
  const last = { cpuSeconds: 0, peakMegabytes: 0 }
  const watch = setInterval(() => Object.assign(last, look(child.pid)), often)
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))
  clearInterval(watch)
  return { output, code, seconds: (performance.now() - began) / 1000, ...last }
}

// run.mjs starts the newer Node as a child of its own: that one does the work.
function look(pid: number | undefined): Partial<Cost> {
  try {
    const worker = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]
    const nanoseconds = readdirSync(`/proc/${worker}/task`)
      .map((thread) => Number(readFileSync(`/proc/${worker}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, one) => sum + one, 0)
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${worker}/status`, 'utf8'))?.[1]) / 1024
    // While it ends, its memory is gone already.
    return peak > 0 ? { cpuSeconds: nanoseconds / 1e9, peakMegabytes: peak } : {}
  } catch {
    // It has just ended: what was seen last stands.
    return {}
  }
}
