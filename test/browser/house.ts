import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
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
import { arabic, long, readers, tom, withMail } from './people.ts'
import type { Shown, State, Who } from './state.ts'
import { identifierOf, signIn } from './state.ts'

const clock = fixedClock('2026-11-22')
const token = 'token-of-the-states'
const noScript = { contentType: 'text/javascript', body: '' }
const wide = { width: 1440, height: 900 }
type Ids = Shown['ids']
type House = { url: string; db: Db; ids: Ids; close(): Promise<void> }
/** What all states are opened in: a library at work, and one that is not set up yet, on this machine alone. */
export type Houses = {
  /** A browser of its own, before the house that a state belongs to, with whom it wants signed in. */
  enter(state: State): Promise<{ context: BrowserContext; url: string; open(): Promise<Page> }>
  close(): Promise<void>
}

async function serve(folder: string, fill: (db: Db) => Promise<Ids>): Promise<House> {
  mkdirSync(folder)
  const file = join(folder, 'foyer.sqlite')
  migrate(file)
  const db = openDatabase(file, { durable: false })
  await db.write(seedCodes)
  const ids = await fill(db)
  const secret = 'a secret of the states that is long enough'
  const setUpToken = makeSetUpToken(token)
  const app = await buildApp({
    db,
    clock,
    files: join(folder, 'files'),
    timeZone: 'UTC',
    secret,
    setUpToken,
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

const nobody = async (): Promise<Ids> => ({ tom: 0, long: 0, arabic: 0, staff: 0 })

export async function openHouses(browser: Browser, folder: string): Promise<Houses> {
  const library = await serve(join(folder, 'library'), fillLibrary)
  const empty = await serve(join(folder, 'empty'), nobody)
  const keys = new Map<Who, Awaited<ReturnType<BrowserContext['storageState']>>>()

  async function keyOf(as: Who) {
    const context = await browser.newContext({ baseURL: library.url })
    await signIn(await context.newPage(), identifierOf(as))
    keys.set(as, await context.storageState())
    await context.close()
  }

  return {
    async enter({ as, empty: isEmpty, plain, open }) {
      if (as && !keys.has(as)) await keyOf(as)
      const { url, db, ids } = isEmpty ? empty : library
      const key = as && keys.get(as)
      const context = await browser.newContext({ baseURL: url, viewport: wide, ...(key ? { storageState: key } : {}) })
      context.setDefaultTimeout(10_000)
      if (plain) await context.route('**/*.js', (route) => route.fulfill(noScript))
      return {
        context,
        url,
        async open() {
          const page = await context.newPage()
          // Leaving what a state typed asks, and may.
          page.on('dialog', (dialog) => void dialog.accept().catch(() => {}))
          await open({ page, db, clock, ids, token })
          return page
        },
      }
    },
    async close() {
      await library.close()
      await empty.close()
    },
  }
}
