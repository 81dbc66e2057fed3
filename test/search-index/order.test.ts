import { expect, it } from 'vitest'
import { dropEntry, matchingIds, putEntry, tidyIndex } from '#search-index/search-index.ts'
import { countEntries, entry, filledIndex } from './entries.ts'

const named = (...names: string[]) => names.map((sortName) => ({ sortName, last: [sortName] }))

it('puts people in the order of their folded names', async () => {
  const names = [
    'Zorn, Ada',
    'García López, A',
    'Łukasz, Ewa',
    'Garcia, Z',
    'de la Garcia, Ana',
    'Lamb, Joe',
    'Garcia-Abad, A',
    'Ëlk, Bo',
    "O'Brien, Pat",
    'Obrecht, Jan',
    'Öberg, Lars',
    'Елкин, Пётр',
    'Garcia',
    'garcía, b',
  ]
  const { find } = await filledIndex(named(...names))
  expect((await find('')).map((id) => names[id - 1])).toEqual([
    'de la Garcia, Ana',
    'Ëlk, Bo',
    'Garcia',
    'garcía, b',
    'Garcia, Z',
    'Garcia-Abad, A',
    'García López, A',
    'Lamb, Joe',
    'Łukasz, Ewa',
    'Öberg, Lars',
    'Obrecht, Jan',
    "O'Brien, Pat",
    'Zorn, Ada',
    'Елкин, Пётр',
  ])
})

it('puts people of one name in the order in which they came', async () => {
  const { find } = await filledIndex(named('Smith, John', 'SMITH, JOHN', 'Smith , John'))
  expect(await find('')).toEqual([1, 2, 3])
  expect(await find('', {}, { descending: true })).toEqual([3, 2, 1])
})

it('turns the order round, and cuts it into pages', async () => {
  const { find } = await filledIndex(named('Smith, C', 'Smith, A', 'Smith, B', 'Jones, D'))
  expect(await find('smith', {}, { descending: true })).toEqual([1, 3, 2])
  expect(await find('smith', {}, { limit: 2 })).toEqual([2, 3])
  expect(await find('smith', {}, { limit: 2, offset: 2 })).toEqual([1])
  expect(await find('', {}, { limit: 2, offset: 4 })).toEqual([])
})

const kinds = ['STAFF', 'PUBLIC', 'PUBLIC', 'CONTACT', 'PUBLIC'].map((kind, n) => ({ kind, last: [n === 4 ? 'Jones' : 'Smith'] }))

it('counts what matches by kind', async () => {
  const { db } = await filledIndex(kinds)
  const count = (text: string, cap = 100) => countEntries(db.read, { text, index: 'all' }, cap).then(Object.fromEntries)
  expect(await count('smith')).toEqual({ STAFF: 1, PUBLIC: 2, CONTACT: 1 })
  expect(await count('jones')).toEqual({ PUBLIC: 1 })
  expect(await count('')).toEqual({ STAFF: 1, PUBLIC: 3, CONTACT: 1 })
  expect(await count('?')).toEqual({})
})

it('stops counting at the cap where something is asked, never for everyone', async () => {
  const { db } = await filledIndex(kinds)
  const total = async (text: string) =>
    [...(await countEntries(db.read, { text, index: 'all' }, 3)).values()].reduce((sum, n) => sum + n, 0)
  expect(await total('smith')).toBe(3)
  expect(await total('')).toBe(5)
})

it('narrows to a kind, and leaves out who stands elsewhere', async () => {
  const { db, find } = await filledIndex(kinds)
  expect(await find('smith', { kind: 'PUBLIC' })).toEqual([2, 3])
  expect(await find('smith', { kind: 'PUBLIC', except: [2] })).toEqual([3])
  expect(await find('', { except: [1, 2, 3] })).toEqual([4, 5])
  expect(await matchingIds(db.read, { text: 'smith', index: 'all' }, 2)).toHaveLength(2)
})

it('finds a changed record by its new texts alone, at its new place', async () => {
  const { db, find } = await filledIndex(named('Adams, A', 'Baker, B', 'Clark, C'))
  await db.write((tx) => putEntry(tx, entry({ id: 1, kind: 'STAFF', sortName: 'Zorn, A', last: ['Zorn'] })))
  expect([await find('adams'), await find('zorn')]).toEqual([[], [1]])
  expect(await find('')).toEqual([2, 3, 1])
  expect([...(await countEntries(db.read, { text: '', index: 'all' }, 10))]).toEqual([
    ['PUBLIC', 2],
    ['STAFF', 1],
  ])
})

it('finds a dropped record no more', async () => {
  const { db, find } = await filledIndex(named('Adams, A', 'Baker, B'))
  await db.write((tx) => dropEntry(tx, 1))
  expect([await find('adams'), await find('')]).toEqual([[], [2]])
})

it('leaves the index as it was when the write is taken back', async () => {
  const { db, find } = await filledIndex(named('Adams, A'))
  const failed = db.write(async (tx) => {
    await putEntry(tx, entry({ id: 1, last: ['Zorn'] }))
    throw new Error('boom')
  })
  await expect(failed).rejects.toThrow('boom')
  expect([await find('adams'), await find('zorn')]).toEqual([[1], []])
})

it('finds the same after it was tidied', async () => {
  const { db, find } = await filledIndex(named('Adams, A', 'Baker, B'))
  await db.write((tx) => dropEntry(tx, 2))
  await db.write(tidyIndex)
  expect([await find('adams'), await find('baker')]).toEqual([[1], []])
})
