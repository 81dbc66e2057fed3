import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { seedCodes } from '#code-tables/seed.ts'
import { changeSetting } from '#code-tables/settings.ts'
import { loadSampleUsers } from '#load/sample-load.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { makeSetUpToken } from '#set-up/token.ts'
import { buildApp } from '#src/app.ts'
import { cast, makePerson, makeUser, password, setUpActor } from '#test/people.ts'
import { startChromium } from '../test/browser/chromium.ts'
import { arabic, long, readers, tom } from '../test/browser/people.ts'
import type { State, Who } from '../test/browser/states.ts'
import { states } from '../test/browser/states.ts'

// `npm run shots`: a picture of every page in shots/, wide and narrow, light and dark, to be looked at after a change.
const folder = join(import.meta.dirname, '..', 'shots')
const longest = 5 * 60_000
const token = 'token-of-the-pictures'
const clock = fixedClock('2026-11-22')
const looks = [1440, 390].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })))

type Ids = Parameters<State['open']>[0]['ids']
type Library = { url: string; ids: Ids; close(): Promise<void> }

async function serve(data: string, fill: (db: Db) => Promise<Ids>): Promise<Library> {
  const file = join(data, 'foyer.sqlite')
  mkdirSync(data)
  migrate(file)
  const db = openDatabase(file, { durable: false })
  await db.write(seedCodes)
  const ids = await fill(db)
  const secret = 'a secret of the pictures that is long enough'
  const app = await buildApp({ db, clock, timeZone: 'UTC', secret, setUpToken: makeSetUpToken(token), logLevel: 'error' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const close = async () => {
    await app.close()
    db.close()
  }
  return { url, ids, close }
}

async function fillLibrary(db: Db): Promise<Ids> {
  await db.write((tx) => changeSetting(tx, setUpActor(clock), 'institution', 'Northfield College Library'))
  const staff = (await makePerson(db, clock, 'administrator')).id
  await makePerson(db, clock, 'viewer')
  const idOf = async (made: typeof tom) => (await makeUser(db, clock, made)).id
  for (const reader of readers) await idOf(reader)
  const ids = { tom: await idOf(tom), long: await idOf(long), arabic: await idOf(arabic), staff }
  await loadSampleUsers(db, setUpActor(clock), { count: 500, seed: 1 })
  return ids
}

const nobody: Ids = { tom: 0, long: 0, arabic: 0, staff: 0 }

async function shoot(browser: Browser, { url, ids }: Library, look: (typeof looks)[number], shown: State[], as?: Who) {
  const viewport = { width: look.width, height: 900 }
  const context = await browser.newContext({ baseURL: url, viewport, colorScheme: look.colorScheme })
  const page = await context.newPage()
  // Leaving what a picture typed asks, and may.
  page.on('dialog', (dialog) => void dialog.accept())
  if (as) {
    await page.goto('/sign-in')
    await page.getByLabel('Identifier').fill(cast[as].primaryId)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/users')
  }
  for (const state of shown) {
    await state.open({ page, ids, token })
    await page.screenshot({ path: join(folder, `${state.name}-${look.width}-${look.colorScheme}.png`), fullPage: true })
  }
  await context.close()
}

async function run(data: string): Promise<void> {
  const browser = await startChromium()
  const library = await serve(join(data, 'library'), fillLibrary)
  const empty = await serve(join(data, 'empty'), async () => nobody)
  const of = (as?: Who) => states.filter((state) => !state.empty && state.as === as)
  try {
    for (const look of looks) {
      for (const as of [undefined, 'administrator', 'viewer'] as const) await shoot(browser, library, look, of(as), as)
      await shoot(
        browser,
        empty,
        look,
        states.filter((state) => state.empty),
      )
    }
    console.log(`${states.length * looks.length} pictures are in ${folder}`)
  } finally {
    await browser.close()
    await library.close()
    await empty.close()
  }
}

const tooLong = setTimeout(() => {
  console.error('The pictures took more than five minutes: given up.')
  process.exit(1)
}, longest)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const data = mkdtempSync(join(tmpdir(), 'foyer-shots-'))
try {
  await run(data)
} finally {
  clearTimeout(tooLong)
  rmSync(data, { recursive: true, force: true })
}
