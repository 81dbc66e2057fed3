import { expect, it } from 'vitest'
import { settingValues } from '#code-tables/code-tables.table.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { testDatabase } from '#test/database.ts'

const insert = async (tx: Tx, name: string) => void (await tx.insert(settingValues).values({ name, value: 'x' }))
const names = async (reader: Reader) =>
  (await reader.select().from(settingValues).orderBy(settingValues.name)).map((row) => row.name)
const busy = (milliseconds: number) => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

it('writes every item, from a list or a slow source, in order', async () => {
  const db = testDatabase()
  const seen: number[] = []
  async function* source() {
    for (let n = 0; n < 200; n += 1) yield n
  }
  await db.writeEach(source(), async (tx, n) => {
    seen.push(n)
    await insert(tx, String(n))
  })
  expect(seen).toEqual(Array.from({ length: 200 }, (_none, n) => n))
  expect(await names(db.read)).toHaveLength(200)
})

it('writes in slices of a few milliseconds, so that a save of a person comes between', async () => {
  const db = testDatabase()
  const order: string[] = []
  const bulk = db.writeEach(['a', 'b', 'c'], async (tx, name) => {
    busy(12)
    await insert(tx, name)
    order.push(name)
  })
  await Promise.resolve()
  const save = db.write(async (tx) => {
    await insert(tx, 'save')
    order.push('save')
  })
  await Promise.all([bulk, save])
  expect(order.indexOf('save')).toBeLessThan(2)
  expect(order).toHaveLength(4)
  expect(await names(db.read)).toEqual(['a', 'b', 'c', 'save'])
})

it('loses the rows of the failing item alone, and tells which one it was', async () => {
  const db = testDatabase()
  const failed: [string, string][] = []
  await db.writeEach(
    ['a', 'b', 'c'],
    async (tx, name) => {
      await insert(tx, `${name}1`)
      if (name === 'b') throw new Error('bad')
      await insert(tx, `${name}2`)
    },
    { onError: (name, error) => failed.push([name, (error as Error).message]) },
  )
  expect(failed).toEqual([['b', 'bad']])
  expect(await names(db.read)).toEqual(['a1', 'a2', 'c1', 'c2'])
})

it('stops at an error that nobody takes, and what earlier slices wrote stands', async () => {
  const db = testDatabase()
  const step = async (tx: Tx, name: string) => {
    busy(12)
    await insert(tx, name)
    if (name === 'b') throw new Error('bad')
  }
  await expect(db.writeEach(['a', 'b', 'c'], step)).rejects.toThrow('bad')
  expect(await names(db.read)).toEqual(['a'])
})

it('stops when the error handler throws', async () => {
  const db = testDatabase()
  const onError = (_name: string, error: unknown) => {
    throw error
  }
  const step = async (_tx: Tx, _name: string) => {
    throw new Error('worse')
  }
  await expect(db.writeEach(['a', 'b'], step, { onError })).rejects.toThrow('worse')
})

it('keeps the items that came before a source broke', async () => {
  const db = testDatabase()
  async function* breaking() {
    yield 'a'
    yield 'b'
    throw new Error('the file broke')
  }
  await expect(db.writeEach(breaking(), insert)).rejects.toThrow('the file broke')
  expect(await names(db.read)).toEqual(['a', 'b'])
})

it('does nothing for an empty list', async () => {
  const db = testDatabase()
  await db.writeEach([], insert)
  expect(await names(db.read)).toEqual([])
})

it('fetches the next item while no transaction is open', async () => {
  const db = testDatabase()
  async function* source() {
    yield 'a'
    await db.write((tx) => insert(tx, 'between'))
    yield 'b'
  }
  await db.writeEach(source(), insert)
  expect(await names(db.read)).toEqual(['a', 'b', 'between'])
})
