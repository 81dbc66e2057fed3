import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { expect, inject, it, onTestFinished } from 'vitest'
import { settingValues } from '#code-tables/code-tables.table.ts'
import type { Db, Reader } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { rawAll } from '#platform/db/raw.ts'
import { testDatabase, testFolder } from '#test/database.ts'

const names = async (reader: Reader) =>
  (await reader.select().from(settingValues).orderBy(settingValues.name)).map((row) => row.name)
const rawNames = (reader: Reader) =>
  rawAll<{ name: string }>(reader, 'SELECT name FROM settings ORDER BY name').map((row) => row.name)
const enter = (db: Db, name: string) => db.write(async (tx) => void (await tx.insert(settingValues).values({ name, value: 'x' })))

/** Two connections to one file, as two programs have them. */
function twoPrograms() {
  const file = join(testFolder(), 'foyer.sqlite')
  copyFileSync(inject('template'), file)
  const open = () => {
    const db = openDatabase(file, { durable: false })
    onTestFinished(() => db.close())
    return db
  }
  return { file, here: open(), there: open() }
}

it('lets the queries of one turn agree while another program writes, and shows what it wrote from the next turn on', async () => {
  const { here, there } = twoPrograms()
  await enter(there, 'a')
  await breathe()
  expect(await names(here.read)).toEqual(['a'])
  await enter(there, 'b')
  expect(await names(there.read)).toEqual(['a', 'b'])
  expect([await names(here.read), rawNames(here.read)]).toEqual([['a'], ['a']])
  await breathe()
  expect([await names(here.read), rawNames(here.read)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

it('holds for raw queries that come first, too', async () => {
  const { here, there } = twoPrograms()
  expect(rawNames(here.read)).toEqual([])
  await enter(there, 'a')
  expect([rawNames(here.read), await names(here.read)]).toEqual([[], []])
  await breathe()
  expect(rawNames(here.read)).toEqual(['a'])
})

it('shows its own commits at once', async () => {
  const db = testDatabase()
  const seen: string[][] = []
  for (const name of ['a', 'b', 'c']) {
    await enter(db, name)
    seen.push(await names(db.read), rawNames(db.read))
  }
  expect(seen).toEqual([['a'], ['a'], ['a', 'b'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']])
})

it('shows with its own commit what another program wrote before it', async () => {
  const { here, there } = twoPrograms()
  expect(await names(here.read)).toEqual([])
  await enter(there, 'b')
  await enter(here, 'a')
  expect(await names(here.read)).toEqual(['a', 'b'])
})

it('goes on after a query that failed', async () => {
  const { here, there } = twoPrograms()
  expect(() => rawAll(here.read, 'SELECT 1 FROM nowhere')).toThrow('no such table: nowhere')
  expect(await names(here.read)).toEqual([])
  await breathe()
  await enter(there, 'a')
  await breathe()
  expect(await names(here.read)).toEqual(['a'])
})

it('ends by itself, so that the log of the database can be emptied', async () => {
  const { file, here } = twoPrograms()
  await enter(here, 'a')
  const other = new Sqlite(file, { timeout: 0 })
  onTestFinished(() => {
    other.close()
  })
  const isHeld = () => (other.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[])[0]?.busy === 1
  expect(await names(here.read)).toEqual(['a'])
  expect(isHeld()).toBe(true)
  await breathe()
  expect(isHeld()).toBe(false)
})

it.each<[string, (db: Db) => unknown]>([
  ['after a query', (db) => names(db.read)],
  ['after a raw query', (db) => rawNames(db.read)],
  ['after a commit', (db) => enter(db, 'a')],
])('closes in the middle of a snapshot without a word: %s', async (_name, ask) => {
  const db = testDatabase()
  await ask(db)
  expect(() => db.close()).not.toThrow()
  // The turn comes at which the snapshot would have ended.
  await breathe()
  await breathe()
  await expect(names(db.read)).rejects.toThrow('not open')
})
