import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { expect, inject, it, onTestFinished } from 'vitest'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { cached, cachedByVersion, forgetCached } from '#platform/db/cached.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { attempt, openDatabase } from '#platform/db/database.ts'
import { testDatabase, testFolder } from '#test/database.ts'

const insert = async (tx: Tx, name: string) => void (await tx.insert(settingValues).values({ name, value: 'x' }))

/** The names of all settings, cached, with how often they were read from the database. */
function cachedNames() {
  const counter = { loads: 0 }
  const names = cached(async (reader: Reader) => {
    counter.loads += 1
    return (await reader.select().from(settingValues)).map((row) => row.name)
  })
  return { names, counter }
}

function twoServers(): [Db, Db] {
  const file = join(testFolder(), 'foyer.sqlite')
  copyFileSync(inject('template'), file)
  const open = () => {
    const db = openDatabase(file, { durable: false })
    onTestFinished(() => db.close())
    return db
  }
  return [open(), open()]
}

it('reads once while nothing changes', async () => {
  const { names, counter } = cachedNames()
  const { read } = testDatabase()
  expect([await names(read), await names(read)]).toEqual([[], []])
  expect(counter.loads).toBe(1)
})

it('is read again after a commit by this program, and by another one', async () => {
  const [here, there] = twoServers()
  const { names } = cachedNames()
  expect(await names(here.read)).toEqual([])
  await here.write((tx) => insert(tx, 'a'))
  expect(await names(here.read)).toEqual(['a'])
  await there.write((tx) => insert(tx, 'b'))
  // What another program writes is seen from the next turn of the event loop on.
  await breathe()
  expect(await names(here.read)).toEqual(['a', 'b'])
  expect(await here.write((tx) => names(tx))).toEqual(['a', 'b'])
})

it('is read again within a write that said what it changed', async () => {
  const { names } = cachedNames()
  const seen = await testDatabase().write(async (tx) => {
    const before = await names(tx)
    await insert(tx, 'a')
    forgetCached(tx)
    return [before, await names(tx)]
  })
  expect(seen).toEqual([[], ['a']])
})

it('forgets what a write had entered that was taken back', async () => {
  const db = testDatabase()
  const { names } = cachedNames()
  const failed = db.write(async (tx) => {
    await insert(tx, 'a')
    forgetCached(tx)
    expect(await names(tx)).toEqual(['a'])
    throw new Error('boom')
  })
  await expect(failed).rejects.toThrow('boom')
  expect(await db.write((tx) => names(tx))).toEqual([])
})

it('forgets what an attempt had entered that was taken back', async () => {
  const db = testDatabase()
  const { names } = cachedNames()
  const seen = await db.write(async (tx) => {
    const failed = attempt(tx, async () => {
      await insert(tx, 'a')
      forgetCached(tx)
      expect(await names(tx)).toEqual(['a'])
      throw new Error('boom')
    })
    await expect(failed).rejects.toThrow('boom')
    return names(tx)
  })
  expect(seen).toEqual([])
})

it('keeps each database apart', async () => {
  const { names } = cachedNames()
  const [one, other] = [testDatabase(), testDatabase()]
  await one.write((tx) => insert(tx, 'a'))
  expect([await names(one.read), await names(other.read)]).toEqual([['a'], []])
})

it('keeps what follows from a version for the records asked for last, and nothing that a transaction saw', async () => {
  const db = testDatabase()
  const seen: string[] = []
  const kept = cachedByVersion<string>(2)
  const ask = (reader: Reader, id: number, version: string) =>
    kept(reader, id, version, () => {
      seen.push(`${id} ${version}`)
      return Promise.resolve(`${id} at ${version}`)
    })
  expect(await ask(db.read, 1, 'a')).toBe('1 at a')
  expect(await ask(db.read, 1, 'a')).toBe('1 at a')
  expect(await ask(db.read, 1, 'b')).toBe('1 at b')
  await ask(db.read, 2, 'a')
  await ask(db.read, 3, 'a')
  await ask(db.read, 2, 'a')
  await ask(db.read, 1, 'b')
  expect(seen).toEqual(['1 a', '1 b', '2 a', '3 a', '1 b'])
  await db.write(async (tx) => void (await ask(tx, 2, 'c')))
  expect(await ask(db.read, 2, 'c')).toBe('2 at c')
  expect(seen.slice(5)).toEqual(['2 c', '2 c'])
})
