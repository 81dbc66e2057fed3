import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { seedCodes } from '#code-tables/seed.ts'
import { changeSetting } from '#code-tables/settings.ts'
import { loadSampleUsers } from '#load/sample-load.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { makeSetUpToken } from '#set-up/token.ts'
import { buildApp } from '#src/app.ts'
import { makePerson, makeUser, setUpActor } from '#test/people.ts'
import { startChromium } from '../test/browser/chromium.ts'
import { arabic, long, readers, tom, withMail } from '../test/browser/people.ts'
import type { Shown, State, Who } from '../test/browser/state.ts'
import { identifierOf, signIn } from '../test/browser/state.ts'
import { states } from '../test/browser/states.ts'

// `npm run shots`: a picture of every page in shots/, wide and narrow, light and dark, to be looked at after a change.
// `npm run shots -- notes conflict`: of the states alone whose names hold one of these words.
const folder = join(import.meta.dirname, '..', 'shots')
const words = process.argv.slice(2)
const wanted = states.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
const longest = 10 * 60_000
const token = 'token-of-the-pictures'
const clock = fixedClock('2026-11-22')
type Look = { width: number; colorScheme: 'light' | 'dark' }
const wide: Look = { width: 1440, colorScheme: 'light' }
const looks: Look[] = [wide, { ...wide, colorScheme: 'dark' }, { ...wide, width: 390 }, { width: 390, colorScheme: 'dark' }]

type Ids = Shown['ids']
type Library = { url: string; db: Db; ids: Ids; close(): Promise<void> }

async function serve(data: string, fill: (db: Db) => Promise<Ids>): Promise<Library> {
  const file = join(data, 'foyer.sqlite')
  mkdirSync(data)
  migrate(file)
  const db = openDatabase(file, { durable: false })
  await db.write(seedCodes)
  const ids = await fill(db)
  const secret = 'a secret of the pictures that is long enough'
  const app = await buildApp({
    db,
    clock,
    timeZone: 'UTC',
    secret,
    setUpToken: makeSetUpToken(token),
    logLevel: 'error',
    ...withMail,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const close = async () => {
    await app.close()
    db.close()
  }
  return { url, db, ids, close }
}

async function fillLibrary(db: Db): Promise<Ids> {
  await db.write((tx) => changeSetting(tx, setUpActor(clock), 'institution', 'Northfield College Library'))
  const staff = (await makePerson(db, clock, 'administrator')).id
  for (const person of ['viewer', 'deskManager', 'deskOperator'] as const) await makePerson(db, clock, person)
  const idOf = async (made: typeof tom) => (await makeUser(db, clock, made)).id
  for (const reader of readers) await idOf(reader)
  const ids = { tom: await idOf(tom), long: await idOf(long), arabic: await idOf(arabic), staff }
  await loadSampleUsers(db, setUpActor(clock), { count: 500, seed: 1 })
  return ids
}

const nobody: Ids = { tom: 0, long: 0, arabic: 0, staff: 0 }

const noScript = { contentType: 'text/javascript', body: '' }

/** Opens each state once and takes its pictures in every look; each of the signed out has a browser of its own. */
async function shoot(browser: Browser, { url, db, ids }: Library, shown: State[], as?: Who) {
  const context = await browser.newContext({ baseURL: url })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  // Leaving what a picture typed asks, and may.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}))
  if (as) await signIn(page, identifierOf(as))
  for (const state of shown) {
    if (!as) await context.clearCookies()
    if (state.plain) await page.route('**/*.js', (route) => route.fulfill(noScript))
    await look(page, wide)
    await state.open({ page, db, clock, ids, token })
    for (const one of looks) {
      await look(page, one)
      await page.evaluate(() => scrollTo(0, 0))
      await page.screenshot({ path: join(folder, `${state.name}-${one.width}-${one.colorScheme}.png`), fullPage: true })
    }
    if (state.plain) await page.unrouteAll()
  }
  await context.close()
}

async function look(page: Page, { width, colorScheme }: Look) {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 900 })
}

async function run(data: string): Promise<void> {
  const browser = await startChromium()
  const library = await serve(join(data, 'library'), fillLibrary)
  const empty = await serve(join(data, 'empty'), async () => nobody)
  try {
    const full = wanted.filter((state) => !state.empty)
    for (const as of new Set(full.map((state) => state.as))) {
      const shown = full.filter((state) => state.as === as)
      await shoot(browser, library, shown, as)
    }
    await shoot(
      browser,
      empty,
      wanted.filter((state) => state.empty),
    )
    console.log(`${wanted.length * looks.length} pictures are in ${folder}`)
  } finally {
    await browser.close()
    await library.close()
    await empty.close()
  }
}

const tooLong = setTimeout(() => {
  console.error('The pictures took more than ten minutes: given up.')
  process.exit(1)
}, longest)
if (words.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'foyer-shots-'))
try {
  await run(data)
} finally {
  clearTimeout(tooLong)
  rmSync(data, { recursive: true, force: true })
}
