import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { expect, inject, it, onTestFinished } from 'vitest'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { cached, forgetCached } from '#platform/db/cached.ts'
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
