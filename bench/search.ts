import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { rawAll } from '#platform/db/raw.ts'
import { idsAt, spotsOf } from '#search-index/find.ts'
import { measureExport } from './export.ts'
import { median, report } from './measure.ts'
import { measureSaves } from './saves.ts'
import { cap, searchCosts, spread, timed } from './search-costs.ts'
import type { Searched } from './search-queries.ts'
import { searches } from './search-queries.ts'
import type { Server, Session } from './server.ts'
import { machine, run, startServer } from './server.ts'
import { signIn, someUsers } from './session.ts'

/** `npm run bench -- search [--users N] [--data FOLDER]`: a folder that is there already is asked as it is, and kept. */
export async function benchSearch({ users, data }: { users: number; data: string | undefined }): Promise<void> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'foyer-bench-'))
  const environment = { FOYER_DATA: folder, FOYER_ADMIN_ID: 'bench', FOYER_ADMIN_PASSWORD: 'measured with care' }
  try {
    console.log(`Machine: ${machine()}; ${searches.length} searches`)
    if (!existsSync(join(folder, 'foyer.sqlite'))) await run(['src/cli.ts', 'demo', '--users', String(users)], environment)
    const server = await startServer(environment)
    try {
      report('start until /health answers', `${Math.round(server.startMilliseconds)} ms`)
      await measureSql(join(folder, 'foyer.sqlite'))
      const session = await signIn(server)
      await measurePages(server, session)
      report('memory under load', `${Math.round(server.rssMegabytes())} MB`)
      await measureExport(server, session)
    } finally {
      await server.stop()
    }
    await measureSaves(join(folder, 'foyer.sqlite'))
  } finally {
    if (!data) rmSync(folder, { recursive: true, force: true })
  }
}

/** What the queries of page 1 with its total cost, and the same by a look at every row. */
async function measureSql(file: string): Promise<void> {
  const db = openDatabase(file)
  try {
    const { plain, whole } = await searchCosts(db)
    console.log('SQL, CPU ms: the first 20 with a total up to 10,000')
    for (const [kind, values] of plain) report(`  ${kind}`, spread(values))
    report('  all', spread([...plain.values()].flat()))
    report('  all, with rows and counts', spread(whole))
    await measureScan(db)
  } finally {
    db.close()
  }
}

const scan = `SELECT u.id FROM users u WHERE u.first_name LIKE ? OR u.middle_name LIKE ? OR u.last_name LIKE ? OR u.primary_id LIKE ?
  OR EXISTS (SELECT 1 FROM emails e WHERE e.user_id = u.id AND e.address LIKE ?)
  OR EXISTS (SELECT 1 FROM identifiers i WHERE i.user_id = u.id AND i.value LIKE ?)`

async function measureScan(db: Db): Promise<void> {
  for (const [what, word] of [
    ['common', 'smith'],
    ['rare', 'quillfeather'],
    ['absent', 'nobodyatall'],
  ] as const) {
    const ask = { text: word, index: 'all' as const }
    const own = await timed(async () => {
      idsAt(db.read, spotsOf(db.read, ask, { limit: cap }).slice(0, 20))
    })
    const began = performance.now()
    const words = Array.from({ length: 6 }, () => `%${word}%`)
    rawAll(db.read, `SELECT count(*) FROM (${scan})`, ...words)
    rawAll(db.read, `${scan} ORDER BY u.last_name LIMIT 20`, ...words)
    const looked = performance.now() - began
    report(`  LIKE for a ${what} word`, `${looked.toFixed(0)} ms against ${own.toFixed(3)}: ${(looked / own).toFixed(0)} times`)
  }
}

const rounds = 3

/** What pages cost the server, each class beside a details page asked for in turn. */
async function measurePages(server: Server, session: Session): Promise<void> {
  const details = (await someUsers(session)).map((id) => `/users/${id}/general`)
  const warm = async (paths: string[]) => {
    for (const path of paths) await session.get(path)
  }
  for (let n = 0; n < 8; n += 1) await warm([...details, ...pathsOf(searches)])
  const beside = await cpu(
    server,
    session,
    Array.from({ length: 1000 }, (_one, n) => details[n % details.length] ?? '/'),
  )
  report('details page, server CPU', `${beside.toFixed(2)} ms`)
  const each: { query: string; kind: string; ms: number }[] = []
  for (const { kind, query } of searches)
    each.push({ kind, query, ms: await inBlocks(() => cpu(server, session, Array(5).fill(`/users?${query}`))) })
  const costs = (list: typeof each) => list.map(({ ms }) => ms)
  const times = (list: typeof each) =>
    `${spread(costs(list))} ms: median ${(median(costs(list)) / beside).toFixed(1)} times details`
  report('results, server CPU', times(each))
  report('  page 1 in name order', times(each.filter(({ kind }) => !notSimple.includes(kind))))
  for (const kind of new Set(each.map((one) => one.kind)))
    report(`  ${kind}`, spread(costs(each.filter((one) => one.kind === kind))))
  const late = searches.filter((_one, n) => n % rounds === 0).map(({ query }) => `/users/facets?${query}`)
  const walls: number[] = []
  for (const path of late) walls.push(await inBlocks(() => cpu(server, session, [path, path])))
  report('facets and exact totals', `${spread(walls)} ms`)
}

/** Classes that are more than words and up to two filters, on the first page, by name. */
const notSimple = ['typed conditions', 'deep page', 'other sort', 'descending']

const blocks = 5
/** The median of some blocks: a collection of garbage, or what else runs on the machine, spoils one and not the others. */
async function inBlocks(block: () => Promise<number>): Promise<number> {
  const all: number[] = []
  for (let n = 0; n < blocks; n += 1) all.push(await block())
  return median(all)
}

const pathsOf = (list: Searched[]) => list.map(({ query }) => `/users?${query}`)

async function cpu(server: Server, session: Session, paths: string[]): Promise<number> {
  const began = server.cpuMilliseconds()
  for (const path of paths) {
    const { status } = await session.get(path)
    if (status !== 200 && status !== 303) throw new Error(`${path} answered ${status}`)
  }
  return (server.cpuMilliseconds() - began) / paths.length
}
