import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { deferEntries, noteBuilt } from '#search-index/state.ts'
import { mergeStep } from '#search-index/upkeep.ts'
import { commandActor } from '#sign-in/actor.ts'
import { everyUser } from '#users/name-order.queries.ts'
import { changeUser } from '#users/users.ts'
import { median, report } from './measure.ts'
import { searchCosts } from './search-costs.ts'

const saves = 1500
const between = 20
const at = (sorted: number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN

/** What a save costs with and without the search index, with history, on a copy of the database. CPU of each transaction. */
export async function measureSaves(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-saves-'))
  const copy = join(folder, 'foyer.sqlite')
  copyFileSync(file, copy)
  const db = openDatabase(copy)
  try {
    const all: number[] = []
    for await (const id of everyUser(db.read)) all.push(id)
    const chosen = Array.from({ length: 3 * saves }, (_one, n) => all[(n * 7919) % all.length] ?? 1)
    await saved(db, chosen.slice(0, saves))
    await db.write(async (tx) => deferEntries(tx))
    const without = await saved(db, chosen.slice(saves, 2 * saves))
    await db.write(async (tx) => noteBuilt(tx))
    const within = await saved(db, chosen.slice(2 * saves))
    const ratio = (part: number) =>
      `${at(within, part).toFixed(2)} against ${at(without, part).toFixed(2)} ms: ${(at(within, part) / at(without, part)).toFixed(1)} times`
    report('a save with search, p50', ratio(0.5))
    report('a save with search, p95', ratio(0.95))
    await measureWear(db, all)
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const many = 20_000

/** What page 1 costs before and after very many saves and renames, which leave the index in pieces. */
async function measureWear(db: Db, all: number[]): Promise<void> {
  const page = async () => median([...(await searchCosts(db)).plain.values()].flat())
  const before = await page()
  const actor = commandActor('bench', systemClock('UTC'))
  for (let n = 0; n < many; n += 1) {
    const id = all[(n * 104_729) % all.length] ?? 1
    const lastName = `${families[n % families.length]}${n % 7 === 0 ? ` ${n}` : ''}`
    await db.write((tx) => changeUser(tx, actor, { id }, n % 2 === 0 ? { lastName } : { firstName: `Robin ${n % 997}` }))
    if (n % between === 0) await db.write((tx) => mergeStep(tx, 50))
  }
  const after = await page()
  report(
    `page 1 after ${many} saves`,
    `${after.toFixed(3)} against ${before.toFixed(3)} ms: ${(after / before).toFixed(2)} times`,
  )
}

const families = ['García', 'Smith', 'Nguyen', 'Łukasik', 'Adler', 'Zorn', 'Meyer', 'Ito', 'Quill', 'Berg']

async function saved(db: Db, ids: number[]): Promise<number[]> {
  const actor = commandActor('bench', systemClock('UTC'))
  const costs: number[] = []
  for (const [n, id] of ids.entries()) {
    const began = process.cpuUsage()
    await db.write((tx) => changeUser(tx, actor, { id }, { firstName: `Robin ${n % 97}`, jobDescription: `Bench ${n}` }))
    const { user, system } = process.cpuUsage(began)
    costs.push((user + system) / 1000)
    if (n % between === 0) await db.write((tx) => mergeStep(tx, 50))
  }
  return costs.sort((one, other) => one - other)
}
