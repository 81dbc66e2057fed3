import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillLongLists } from './long-lists.ts'
import type { Paths } from './measure.ts'
import { cpuOf, measure, ratioOf, report, sizeOf, wallOf } from './measure.ts'
import type { Server, Session } from './server.ts'
import { machine, run, startServer } from './server.ts'
import { password, signIn, someUsers } from './session.ts'

// `npm run bench -- [--users N] [--install]`: the real server as a process of its own, asked over HTTP by one client.
// `npm run bench -- sync [--users N]`: loading and keeping in step instead.
// `npm run bench -- bulk [--users N]`: changing 10,000 of them at once.
// `npm run bench -- search [--users N] [--data FOLDER]`: the searches of search-queries.ts.
const option = (name: string, usual: number) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] ?? usual) || usual
const users = process.argv.includes('--users') ? option('users', 10_000) : 10_000

if (process.argv[2] === 'search') {
  const { benchSearch } = await import('./search.ts')
  const data = process.argv.includes('--data') ? process.argv[process.argv.indexOf('--data') + 1] : undefined
  await benchSearch({ users, data })
  process.exit(0)
}

if (process.argv[2] === 'bulk') {
  const { benchBulk } = await import('./bulk.ts')
  await benchBulk(users)
  process.exit(0)
}

if (process.argv[2] === 'sync') {
  const { benchSync } = await import('./sync.ts')
  await benchSync(users)
  process.exit(0)
}

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
const environment = { FOYER_DATA: folder, FOYER_ADMIN_ID: 'bench', FOYER_ADMIN_PASSWORD: password }

try {
  console.log(`Machine: ${machine()}`)
  if (process.argv.includes('--install')) measureInstall()
  const began = performance.now()
  await run(['src/cli.ts', 'demo', '--users', String(users)], environment)
  report(`demo --users ${users}`, `${((performance.now() - began) / 1000).toFixed(1)} s`)
  const longLists = await fillLongLists(environment)
  const first = await startServer(environment)
  await first.stop()
  const server = await startServer(environment)
  try {
    await measureAll(server, longLists)
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measureAll(server: Server, longLists: Record<string, Paths>): Promise<void> {
  report('start until /health answers', `${Math.round(server.startMilliseconds)} ms`)
  report('memory at rest', `${Math.round(server.rssMegabytes())} MB`)
  const session = await signIn(server)
  const one = async (what: string, paths: Paths, sizes = {}) => {
    for (const figures of await measure(server, session, [paths], sizes)) report(what, `${cpuOf(figures)}; ${wallOf(figures)}`)
  }
  const ids = await someUsers(session)
  const details = ids.map((id) => `/users/${id}/general`)
  const results = queries.map((q) => `/users?q=${encodeURIComponent(q)}`)
  await one('details', details)
  await one('results', results)
  if (!process.argv.includes('--short'))
    for (const [n, q] of queries.entries())
      await one(`results "${q}"`, results.slice(n, n + 1), { warmUp: 200, measured: 200, block: 40 })
  const history = ids.map((id) => `/users/${id}/history`)
  await one('history', history, { measured: 1000 })
  report('memory after it', `${Math.round(server.rssMegabytes())} MB`)
  await measureLongLists(server, session, { details, ...longLists })
  report('memory after long lists', `${Math.round(server.rssMegabytes())} MB`)
}

// A first page of each beside a details page: a long list may cost a few times as much, not a hundred times.
async function measureLongLists(server: Server, session: Session, pages: Record<string, Paths>): Promise<void> {
  console.log('Long lists')
  const [details, ...lists] = await measure(server, session, Object.values(pages), { measured: 2000 })
  if (!details) return
  const [, ...names] = Object.keys(pages)
  report('details beside them', `${cpuOf(details)}; ${sizeOf(details)}`)
  for (const [n, list] of lists.entries())
    report(names[n] ?? '', `${cpuOf(list)}; ${sizeOf(list)}; ${ratioOf(list, details)}; ${wallOf(list)}`)
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
