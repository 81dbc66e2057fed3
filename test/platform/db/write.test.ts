import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { codes, settingValues } from '#code-tables/code-tables.table.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { attempt, isAlive } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { testDatabase } from '#test/database.ts'

const insert = (tx: Tx, name: string, value = 'x') => tx.insert(settingValues).values({ name, value })
const names = async (reader: Reader) =>
  (await reader.select().from(settingValues).orderBy(settingValues.name)).map((row) => row.name)
const boom = () => {
  throw new Error('boom')
}

it('keeps all of a write', async () => {
  const db = testDatabase()
  const answer = await db.write(async (tx) => {
    await insert(tx, 'a')
    await insert(tx, 'b')
    return names(tx)
  })
  expect(answer).toEqual(['a', 'b'])
  expect(await names(db.read)).toEqual(['a', 'b'])
})

it('takes a write back whole when it throws, and goes on with the next one', async () => {
  const db = testDatabase()
  const failed = db.write(async (tx) => {
    await insert(tx, 'a')
    boom()
  })
  const next = db.write(async (tx) => void (await insert(tx, 'b')))
  await expect(failed).rejects.toThrow('boom')
  await next
  expect(await names(db.read)).toEqual(['b'])
})

it('takes a write back whole when the database refuses a row', async () => {
  const db = testDatabase()
  const twice = db.write(async (tx) => {
    await insert(tx, 'a')
    await insert(tx, 'a')
  })
  await expect(twice).rejects.toThrow()
  expect(await names(db.read)).toEqual([])
})

it('lets one write end before the next begins', async () => {
  const db = testDatabase()
  const seen = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      db.write(async (tx) => {
        await insert(tx, name)
        await new Promise(setImmediate)
        return names(tx)
      }),
    ),
  )
  expect(seen).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']])
})

it('shows a reader nothing of a write that has not ended', async () => {
  const db = testDatabase()
  await db.write(async (tx) => {
    await insert(tx, 'a')
    expect(await names(db.read)).toEqual([])
  })
  expect(await names(db.read)).toEqual(['a'])
})

it('cannot write through the reader', async () => {
  const db = testDatabase()
  const disguised = db.read as Tx
  await expect((async () => insert(disguised, 'a'))()).rejects.toThrow()
  expect(await names(db.read)).toEqual([])
})

it('refuses a write inside a write instead of waiting for itself', async () => {
  const db = testDatabase()
  const insides: ((db: Db) => Promise<unknown>)[] = [
    (db) => db.write(async (tx) => insert(tx, 'inner')),
    (db) => db.writeEach([1], async (tx) => void (await insert(tx, 'inner'))),
  ]
  for (const inside of insides) {
    const outer = db.write(async (tx) => {
      await insert(tx, 'outer')
      await inside(db)
    })
    await expect(outer).rejects.toThrow('A write inside a write')
  }
  expect(await names(db.read)).toEqual([])
})

it('refuses a transaction that was kept after its end', async () => {
  const db = testDatabase()
  let kept: Tx | undefined
  await db.write(async (tx) => {
    kept = tx
  })
  const late = kept as unknown as Tx
  expect(() => insert(late, 'late')).toThrow(TypeError)
  expect(() => late.delete(settingValues)).toThrow(TypeError)
  await expect(inserter(codes)(late, {} as never)).rejects.toThrow('has ended')
  await expect(attempt(late, async () => {})).rejects.toThrow('has ended')
})

it.each<[string, (tx: Tx) => unknown]>([
  ['insert', (tx) => insert(tx, 'forgotten')],
  ['insert with an answer', (tx) => insert(tx, 'forgotten').returning({ name: settingValues.name })],
  ['update', (tx) => tx.update(settingValues).set({ value: 'y' }).where(eq(settingValues.name, 'a'))],
  ['delete', (tx) => tx.delete(settingValues).where(eq(settingValues.name, 'a'))],
])('says so when an %s was never awaited, and keeps nothing', async (_what, build) => {
  const db = testDatabase()
  await db.write(async (tx) => void (await insert(tx, 'a')))
  const write = db.write(async (tx) => {
    await insert(tx, 'b')
    build(tx)
  })
  await expect(write).rejects.toThrow('1 insert, update or delete was built but never awaited.')
  expect(await db.read.select().from(settingValues)).toEqual([{ name: 'a', value: 'x' }])
  await db.write(async (tx) => void (await insert(tx, 'c')))
  expect(await names(db.read)).toEqual(['a', 'c'])
})

it('leaves nothing of a failed attempt, while the rest of the write stands', async () => {
  const db = testDatabase()
  await db.write(async (tx) => {
    await insert(tx, 'a')
    const failed = attempt(tx, async () => {
      await insert(tx, 'b')
      boom()
    })
    await expect(failed).rejects.toThrow('boom')
    expect(await attempt(tx, async () => insert(tx, 'c').returning({ name: settingValues.name }))).toEqual([{ name: 'c' }])
  })
  expect(await names(db.read)).toEqual(['a', 'c'])
})

it('answers whether the database answers', () => {
  const db = testDatabase()
  expect(isAlive(db)).toBe(true)
  db.close()
  expect(isAlive(db)).toBe(false)
})
