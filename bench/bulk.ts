import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { report } from './measure.ts'
import type { Session } from './server.ts'
import { machine, run, startServer } from './server.ts'
import { password, signIn } from './session.ts'

const changed = 10_000
const saveEveryMilliseconds = 100
const longestMilliseconds = 300_000

type House = { session: Session; database: Database.Database; other: Session; outside: number[] }

/** `npm run bench -- bulk [--users N]`: 10,000 users changed alone and beside saves, and that taken back. */
export async function benchBulk(users: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-bulk-'))
  const environment = { FOYER_DATA: folder, FOYER_ADMIN_ID: 'bench', FOYER_ADMIN_PASSWORD: password }
  try {
    console.log(`Machine: ${machine()}`)
    await run(['src/cli.ts', 'demo', '--users', String(Math.max(users, changed + 2000))], environment)
    const file = join(folder, 'foyer.sqlite')
    const outside = fillSet(file)
    const server = await startServer(environment)
    const database = new Database(file, { readonly: true })
    try {
      const house = { session: await signIn(server), other: await signIn(server), database, outside }
      await idle(house)
      const [first, second] = [task('FACULTY'), task('STAFF')]
      await told(house, 'nobody else about', () => prepared(house, first), false)
      const id = await told(house, 'beside saves', () => prepared(house, second), true)
      await told(house, 'that taken back, beside saves', () => pressed(house.session, `/bulk/${id}/undo`), true)
    } finally {
      database.close()
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const task = (group: string) => ({
  ...{ userGroup: 'on', userGroup_value: group, userGroup_condition: 'always' },
  ...{ expiryDate: 'on', expiryDate_mode: 'plus', expiryDate_n: '1', expiryDate_period: 'years', expiryDate_condition: 'always' },
})

/** A set of so many users; answers the numbers of some who are not in it. */
function fillSet(file: string): number[] {
  const database = new Database(file)
  const ids = database
    .prepare(
      "SELECT id FROM users WHERE record_type = 'PUBLIC' AND binned_at IS NULL AND id NOT IN (SELECT user_id FROM notes WHERE popup) ORDER BY id",
    )
    .pluck()
    .all() as number[]
  const set = database
    .prepare(
      "INSERT INTO sets (name, description, kind, shared, owner_name, size, version, created_at, changed_at) VALUES ('Bench', '', 'fixed', 1, '', ?, 1, 0, 0)",
    )
    .run(changed).lastInsertRowid
  const add = database.prepare('INSERT INTO set_members (set_id, user_id) VALUES (?, ?)')
  database.transaction(() => {
    for (const id of ids.slice(0, changed)) add.run(set, id)
  })()
  database.close()
  return ids.slice(changed, changed + 200)
}

const idleMilliseconds = 10_000
async function idle(house: House): Promise<void> {
  const saves: number[] = []
  const until = performance.now() + idleMilliseconds
  await keepSaving(house, saves, () => performance.now() > until)
  report('saves while nothing goes on', wordsOf(saves))
}

/** Times a preview and its Apply. Answers the number of the change. */
async function told(house: House, what: string, begin: () => Promise<string>, isBeside: boolean): Promise<number> {
  const saves: number[] = []
  let isOver = false
  const saving = isBeside ? keepSaving(house, saves, () => isOver) : Promise.resolve()
  const beganPreview = performance.now()
  const url = await begin()
  const id = Number(url.split('/').at(-1))
  const { change } = await reached(house, id, 'planned')
  const preview = performance.now() - beganPreview
  const beganApply = performance.now()
  await pressed(house.session, `${url}/apply`)
  const { done } = await reached(house, id, 'finished')
  const apply = performance.now() - beganApply
  isOver = true
  await saving
  if (done !== change) throw new Error(`Of ${change} users ${done} were changed`)
  report(
    what,
    `${change} users: preview ${seconds(preview)}, applied ${seconds(apply)} (${Math.round((1000 * done) / apply)} users/s)`,
  )
  if (isBeside) report('  saves of others', wordsOf(saves))
  return id
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
const wordsOf = (saves: number[]) => {
  const sorted = saves.toSorted((one, other) => one - other)
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(1)
  return `${saves.length}: p50 ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)} ms`
}

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
const formOf = ({ body }: { body: string }) => ({
  _csrf: hidden(body, '_csrf'),
  key: hidden(body, 'key'),
  version: hidden(body, 'version'),
})

async function posted(session: Session, path: string, fields: Record<string, string>): Promise<string> {
  const { status, headers } = await session.post(path, { ...formOf(await session.get(path)), ...fields })
  if (status !== 303) throw new Error(`${path} answered ${status}`)
  return String(headers.location)
}
const pressed = (session: Session, path: string) => posted(session, path, {})
const prepared = ({ session }: House, tasks: Record<string, string>) =>
  posted(session, '/bulk/new', { set: '1', action: 'change', ...tasks })

// Looked up beside the server, so that asking costs it nothing.
async function reached({ database }: House, id: number, state: string): Promise<{ change: number; done: number }> {
  const find = database.prepare(
    "SELECT state, message, json_extract(counts, '$.change') AS change, json_extract(applied, '$.done') AS done FROM bulk_changes WHERE id = ?",
  )
  for (const until = performance.now() + longestMilliseconds; performance.now() < until; ) {
    const found = find.get(id) as { state: string; message: string; change: number; done: number }
    if (found.state === state) return found
    if (['failed', 'stopped'].includes(found.state)) throw new Error(found.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The change never was ${state}`)
}

async function keepSaving({ other, outside }: House, saves: number[], isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const path = `/users/${outside[n % outside.length]}/general`
    const form = formOf(await other.get(path))
    const began = performance.now()
    const { status } = await other.post(path, { ...form, jobDescription: `desk ${n}` })
    saves.push(performance.now() - began)
    if (status !== 303) console.error(`A save of ${path} answered ${status}`)
    await new Promise((resolve) => setTimeout(resolve, saveEveryMilliseconds))
  }
}
