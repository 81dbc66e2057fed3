import { spawn } from 'node:child_process'
import { openAsBlob, readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

export type Answer = { status: number; body: string; headers: Record<string, string | string[] | undefined> }
export type Session = {
  get(path: string): Promise<Answer>
  post(path: string, fields: Record<string, string>): Promise<Answer>
  /** Sends a file with the fields of its form. Answers where it led to. */
  send(path: string, fields: Record<string, string>, file: string): Promise<string>
  /** Posts a form and reads what comes, however much. Answers how many lines that were. */
  take(path: string, fields: [string, string][]): Promise<number>
}
export type Server = {
  port: number
  startMilliseconds: number
  cpuMilliseconds(): number
  rssMegabytes(): number
  session(): Session
  stop(): Promise<void>
}

/** Runs a command of the project to its end. */
export function run(args: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'run.mjs'), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`)))),
  )
}

/** Starts the real server as a process of its own, and waits until it answers. */
export async function startServer(environment: Record<string, string>): Promise<Server> {
  const port = 3900 + (process.pid % 1000)
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'run.mjs'), 'src/server.ts'], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const session = (): Session => sessionOn(port)
  for (const until = began + 30_000; performance.now() < until; ) {
    const answer = await session()
      .get('/health')
      .catch(() => undefined)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const startMilliseconds = performance.now() - began
  const pid = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')[0])
  return {
    port,
    startMilliseconds,
    session,
    // Of all threads, in nanoseconds: /proc/…/stat counts in steps of 10 ms, too coarse for a block of requests.
    cpuMilliseconds: () =>
      readdirSync(`/proc/${pid}/task`)
        .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
        .reduce((sum, milliseconds) => sum + milliseconds, 0),
    rssMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function sessionOn(port: number): Session {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = (method: string, path: string, body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string> = { cookie: cookie() }
      if (body) headers['content-type'] = 'application/x-www-form-urlencoded'
      const sent = request({ port, host: '127.0.0.1', path, method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        for (const line of response.headers['set-cookie'] ?? []) {
          const [pair = ''] = line.split(';')
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: response.headers }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    get: (path) => send('GET', path),
    post: (path, fields) => send('POST', path, new URLSearchParams(fields).toString()),
    async send(path, fields, file) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      body.set('file', await openAsBlob(file), basename(file))
      const headers = { cookie: cookie() }
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body, redirect: 'manual' })
      return answer.headers.get('location') ?? `${answer.status}`
    },
    async take(path, fields) {
      const body = new URLSearchParams(fields)
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { cookie: cookie() }, body })
      if (answer.status !== 200 || !answer.body) throw new Error(`${path} answered ${answer.status}`)
      let lines = 0
      for await (const piece of answer.body) for (const one of piece) if (one === 10) lines += 1
      return lines
    },
  }
}

export const machine = () =>
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
