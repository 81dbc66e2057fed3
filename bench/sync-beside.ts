import { costOf } from './command.ts'
import { report } from './measure.ts'
import type { Server, Session } from './server.ts'
import { startServer } from './server.ts'
import { signIn, someUsers } from './session.ts'

const idleMilliseconds = 20_000
const longestMilliseconds = 240_000
const pageEveryMilliseconds = 8
const saveEvery = 20

type Walls = { pages: number[]; saves: number[]; errors: string[] }

/**
 * What people wait for while runs are planned and applied, beside what they wait for without: one by a command beside the
 * server, one by the server's own worker.
 */
export async function beside(environment: Record<string, string>, file: string, other: string): Promise<void> {
  const server = await startServer(environment)
  try {
    const session = await signIn(server)
    const ids = await someUsers(session)
    await use(session, ids, () => false, idleMilliseconds / 4)
    await atRest(server)
    const idle = await use(session, ids, () => false, idleMilliseconds)
    report('idle', wordsOf(idle))
    const compare = async (what: string, run: Promise<string>) => {
      let isOver = false
      void run.finally(() => {
        isOver = true
      })
      const began = performance.now()
      const during = await use(session, ids, () => isOver, longestMilliseconds)
      report(what, wordsOf(during))
      report('  page p99, times idle', (share(during.pages, 0.99) / share(idle.pages, 0.99)).toFixed(2))
      const told = await run
      report('  that run', `${((performance.now() - began) / 1000).toFixed(1)} s, ${told.trim().slice(0, 200)}`)
    }
    const command = costOf(['src/cli.ts', 'sync', 'run', 'SIS', file, '--json'], environment)
    await compare(
      'beside a command',
      command.then(({ output }) => output),
    )
    const another = await signIn(server)
    const url = await sent(another, other)
    await compare('beside the server’s own worker', ended(another, url))
  } finally {
    await server.stop()
  }
}

const restMilliseconds = 600_000
// What the runs before left in the index of words is merged once the server is there: that is not idle yet.
async function atRest(server: Server): Promise<void> {
  const until = performance.now() + restMilliseconds
  for (let busy = 1; busy > 0.03 && performance.now() < until; ) {
    const before = server.cpuMilliseconds()
    await new Promise((resolve) => setTimeout(resolve, 5000))
    busy = (server.cpuMilliseconds() - before) / 5000
  }
}

async function sent(session: Session, file: string): Promise<string> {
  const start = '/synchronisation/profiles/1/run'
  const { body } = await session.get(start)
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
  const url = await session.send(`${start}/upload`, { _csrf: hidden('_csrf'), key: hidden('key'), doing: 'synchronise' }, file)
  if (!url.startsWith('/')) throw new Error(`Sending a file answered ${url}`)
  return url
}

// The page of a run asks for itself again while it works.
async function ended(session: Session, url: string): Promise<string> {
  for (;;) {
    const { body } = await session.get(url)
    if (!body.includes('hx-trigger="every 2s"'))
      return /<strong>([^<]*)<\/strong> <span role="status">([^<]*)/.exec(body)?.slice(1).join(': ') ?? ''
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

// Asks at a steady pace, as many people at their desks do, until it is over or the time is up.
async function use(session: Session, ids: string[], isOver: () => boolean, milliseconds: number): Promise<Walls> {
  const walls: Walls = { pages: [], saves: [], errors: [] }
  const until = performance.now() + milliseconds
  for (let n = 0; performance.now() < until && !isOver(); n += 1) {
    const began = performance.now()
    const id = ids[n % ids.length] ?? ''
    const isSave = n % saveEvery === 0
    const answer = isSave
      ? await save(session, id, walls)
      : await page(session, n % 3 === 0 ? `/users?q=${id}` : `/users/${id}/general`, walls)
    if (answer) walls.errors.push(answer)
    const left = pageEveryMilliseconds - (performance.now() - began)
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  }
  walls.pages.sort((one, other) => one - other)
  walls.saves.sort((one, other) => one - other)
  return walls
}

async function page(session: Session, path: string, { pages }: Walls): Promise<string> {
  const began = performance.now()
  const { status } = await session.get(path)
  pages.push(performance.now() - began)
  return status === 200 ? '' : `${path}: ${status}`
}

// The form is fetched first, as a person does; only the save is timed.
async function save(session: Session, id: string, { saves }: Walls): Promise<string> {
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
  return status === 303 ? '' : `saving ${id}: ${status}`
}

const share = (sorted: number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
const wordsOf = ({ pages, saves, errors }: Walls) =>
  `${pages.length} pages p50 ${share(pages, 0.5).toFixed(1)}, p95 ${share(pages, 0.95).toFixed(1)}, p99 ${share(pages, 0.99).toFixed(1)} ms; ` +
  `${saves.length} saves p50 ${share(saves, 0.5).toFixed(1)}, p95 ${share(saves, 0.95).toFixed(1)} ms; ${errors.length} errors ${errors.slice(0, 3).join(', ')}`
