import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server, Session } from './server.ts'
import { machine, run, startServer } from './server.ts'

// `npm run bench -- [--users N] [--install]`: the real server as a process of its own, asked over HTTP by one client.
const option = (name: string, usual: number) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] ?? usual) || usual
const users = process.argv.includes('--users') ? option('users', 10_000) : 10_000
const requests = 1500

const queries = [
  '',
  'smith',
  'a',
  'garcia maria',
  'muller',
  'obrien',
  '2',
  'nguyen t',
  'zz',
  'li',
  'anna k',
  '小',
  'иван',
  'student',
  'j s',
]
const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
const environment = { FOYER_DATA: folder, FOYER_ADMIN_ID: 'bench', FOYER_ADMIN_PASSWORD: 'measured with care' }

try {
  console.log(`Machine: ${machine()}`)
  if (process.argv.includes('--install')) measureInstall()
  const began = performance.now()
  await run(['src/cli.ts', 'demo', '--users', String(users)], environment)
  report(`demo --users ${users}`, `${((performance.now() - began) / 1000).toFixed(1)} s`)
  const first = await startServer(environment)
  await first.stop()
  const server = await startServer(environment)
  try {
    await measureAll(server)
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measureAll(server: Server): Promise<void> {
  report('start until /health answers', `${Math.round(server.startMilliseconds)} ms`)
  report('memory at rest', `${Math.round(server.rssMegabytes())} MB`)
  const session = await signIn(server)
  const ids = await someUsers(session)
  const details = ids.map((id) => `/users/${id}/general`)
  await measure(server, session, 'details', details)
  await measure(
    server,
    session,
    'results',
    queries.map((q) => `/users?q=${encodeURIComponent(q)}`),
  )
  if (!process.argv.includes('--short'))
    for (const q of queries) await measure(server, session, `results "${q}"`, [`/users?q=${encodeURIComponent(q)}`], 200)
  await measure(
    server,
    session,
    'history',
    ids.map((id) => `/users/${id}/history`),
    300,
  )
  report('memory after it', `${Math.round(server.rssMegabytes())} MB`)
}

async function signIn(server: Server): Promise<Session> {
  const session = server.session()
  const page = await session.get('/sign-in')
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const answer = await session.post('/sign-in', { _csrf: token, identifier: 'bench', password: environment.FOYER_ADMIN_PASSWORD })
  if (answer.status !== 303) throw new Error(`Sign-in answered ${answer.status}`)
  return session
}

async function someUsers(session: Session): Promise<string[]> {
  const ids = new Set<string>()
  for (let page = 1; page <= 10; page += 1) {
    const { body } = await session.get(`/users?page=${page * 7}`)
    for (const [, id] of body.matchAll(/href="\/users\/(\d+)\?at=/g)) ids.add(id ?? '')
  }
  if (ids.size === 0) throw new Error('No user was found')
  return [...ids]
}

async function measure(server: Server, session: Session, what: string, paths: string[], n = requests): Promise<void> {
  const ask = async (times: number, walls?: number[]) => {
    for (let i = 0; i < times; i += 1) {
      const began = performance.now()
      const { status } = await session.get(paths[i % paths.length] ?? '/')
      if (status !== 200) throw new Error(`${paths[i % paths.length]} answered ${status}`)
      walls?.push(performance.now() - began)
    }
  }
  await ask(Math.min(200, n))
  const walls: number[] = []
  const before = server.cpuMilliseconds()
  await ask(n, walls)
  const cpu = (server.cpuMilliseconds() - before) / n
  walls.sort((one, other) => one - other)
  const at = (share: number) => (walls[Math.floor(walls.length * share)] ?? 0).toFixed(2)
  report(
    what,
    `server CPU ${cpu.toFixed(2)} ms a request; wall p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms (${n} requests)`,
  )
}

function measureInstall(): void {
  const root = join(import.meta.dirname, '..')
  const place = mkdtempSync(join(tmpdir(), 'foyer-install-'))
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(root, file), join(place, file))
  const began = performance.now()
  const { status } = spawnSync('npm', ['ci'], { cwd: place, stdio: 'ignore' })
  report('npm ci in an empty folder', `${((performance.now() - began) / 1000).toFixed(1)} s, exit ${status}`)
  rmSync(place, { recursive: true, force: true })
}

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(30)} ${figure}`)
}
