import { costOf } from './command.ts'
import { report } from './measure.ts'
import type { Session } from './server.ts'
import { startServer } from './server.ts'

const idleMilliseconds = 20_000
const longestMilliseconds = 240_000
const pageEveryMilliseconds = 8
const saveEvery = 20

type Walls = { pages: number[]; saves: number[]; errors: number }

/** What people wait for while a run is applied, beside what they wait for without. */
export async function beside(environment: Record<string, string>, file: string): Promise<void> {
  const server = await startServer(environment)
  try {
    const session = server.session()
    await signIn(session, environment.FOYER_ADMIN_PASSWORD ?? '')
    const ids = await someUsers(session)
    await use(session, ids, () => false, idleMilliseconds / 4)
    const idle = await use(session, ids, () => false, idleMilliseconds)
    let isOver = false
    const run = costOf(['src/cli.ts', 'sync', 'run', 'SIS', file, '--json'], environment).finally(() => {
      isOver = true
    })
    const during = await use(session, ids, () => isOver, longestMilliseconds)
    const { seconds, output } = await run
    report('idle', wordsOf(idle))
    report('while a run goes on', wordsOf(during))
    report('  page p99, times idle', (share(during.pages, 0.99) / share(idle.pages, 0.99)).toFixed(2))
    report('  that run', `${seconds.toFixed(1)} s, ${output.trim().slice(0, 200)}`)
  } finally {
    await server.stop()
  }
}

// Asks at a steady pace, as many people at their desks do, until it is over or the time is up.
async function use(session: Session, ids: string[], isOver: () => boolean, milliseconds: number): Promise<Walls> {
  const walls: Walls = { pages: [], saves: [], errors: 0 }
  const until = performance.now() + milliseconds
  for (let n = 0; performance.now() < until && !isOver(); n += 1) {
    const began = performance.now()
    const id = ids[n % ids.length] ?? ''
    const isSave = n % saveEvery === 0
    const fine = isSave
      ? await save(session, id, walls)
      : await page(session, n % 3 === 0 ? `/users?q=${id}` : `/users/${id}/general`, walls)
    if (!fine) walls.errors += 1
    const left = pageEveryMilliseconds - (performance.now() - began)
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  }
  walls.pages.sort((one, other) => one - other)
  walls.saves.sort((one, other) => one - other)
  return walls
}

async function page(session: Session, path: string, { pages }: Walls): Promise<boolean> {
  const began = performance.now()
  const { status } = await session.get(path)
  pages.push(performance.now() - began)
  return status === 200
}

// The form is fetched first, as a person does; only the save is timed.
async function save(session: Session, id: string, { saves }: Walls): Promise<boolean> {
  const { body } = await session.get(`/users/${id}/general`)
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
  const fields = {
    _csrf: hidden('_csrf'),
    key: hidden('key'),
    version: hidden('version'),
    jobDescription: `desk ${Math.floor(performance.now())}`,
  }
  const began = performance.now()
  const { status } = await session.post(`/users/${id}/general`, fields)
  saves.push(performance.now() - began)
  return status === 303
}

const share = (sorted: number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
const wordsOf = ({ pages, saves, errors }: Walls) =>
  `${pages.length} pages p50 ${share(pages, 0.5).toFixed(1)}, p95 ${share(pages, 0.95).toFixed(1)}, p99 ${share(pages, 0.99).toFixed(1)} ms; ` +
  `${saves.length} saves p50 ${share(saves, 0.5).toFixed(1)}, p95 ${share(saves, 0.95).toFixed(1)} ms; ${errors} errors`

async function signIn(session: Session, password: string): Promise<void> {
  const { body } = await session.get('/sign-in')
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const { status } = await session.post('/sign-in', { _csrf, identifier: 'bench', password })
  if (status !== 303) throw new Error(`Sign-in answered ${status}`)
}

async function someUsers(session: Session): Promise<string[]> {
  const ids = new Set<string>()
  for (let at = 1; at <= 10; at += 1) {
    const { body } = await session.get(`/users?page=${at * 7}`)
    for (const [, id] of body.matchAll(/href="\/users\/(\d+)\?at=/g)) ids.add(id ?? '')
  }
  if (ids.size === 0) throw new Error('No user was found')
  return [...ids]
}
