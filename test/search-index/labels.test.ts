import { expect, it } from 'vitest'
import type { Db } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import type { Condition } from '#search-index/find.ts'
import { countExactly } from '#search-index/find.ts'
import type { Ask } from '#search-index/search-index.ts'
import { dropEntry, matchingIds, putEntry } from '#search-index/search-index.ts'
import { checkSearch } from '#src/check/check-search.ts'
import { testApp } from '#test/app.ts'
import { countEntries, entry, filledIndex } from './entries.ts'

const spots = (db: Db) =>
  rawAll<{ spot: number; sort_key: string; user_id: number }>(db.read, 'SELECT * FROM user_entry ORDER BY spot')
const sorted = (db: Db) => {
  const rows = spots(db)
  const byName = rows.toSorted((a, b) => (a.sort_key < b.sort_key ? -1 : a.sort_key > b.sort_key ? 1 : a.user_id - b.user_id))
  return rows.every((row, n) => row === byName[n])
}

it('finds a place for a thousand namesakes, by making room among their neighbours', async () => {
  const { db, find } = await filledIndex([])
  const all = new Map<number, ReturnType<typeof entry>>()
  const held = async (_reader: unknown, id: number) => all.get(id)
  for (let id = 1; id <= 1000; id += 1) {
    all.set(id, entry({ id, sortName: id % 3 === 0 ? 'Smith, John' : `Smith, John ${id % 7}`, last: ['Smith'], first: ['John'] }))
    await db.write((tx) => putEntry(tx, all.get(id) as never, held))
  }
  expect(sorted(db)).toBe(true)
  const found = await find('john smith', {}, { limit: 2000 })
  expect(found).toHaveLength(1000)
  expect(found.slice(0, 3)).toEqual([3, 6, 9])
  expect([...(await countEntries(db.read, { text: '', index: 'all' }, 10))]).toEqual([['PUBLIC', 1000]])
})

it('writes nothing where nothing of an entry changed', async () => {
  const { db } = await filledIndex([{ last: ['Smith'], phones: ['555'] }])
  const changes = () => rawAll<{ n: number }>(db.read, 'SELECT max(id) AS n FROM user_search_data')[0]
  const before = changes()
  await db.write((tx) => putEntry(tx, entry({ last: ['Smith'], phones: ['555'] })))
  expect(changes()).toEqual(before)
})

it('saves beside entries that stand out of order, as they do while an index is filled anew', async () => {
  const { db, find } = await filledIndex([{ sortName: 'Aa' }, { sortName: 'Zz' }, { sortName: 'Mm', last: ['Mm'] }])
  await db.write(async (tx) => rawRun(tx, "UPDATE user_entry SET sort_key = 'zzz' WHERE user_id = 3"))
  for (const id of [4, 5])
    await db.write((tx) => putEntry(tx, entry({ id, sortName: 'Mm', last: ['Mm'] }), async () => undefined))
  expect((await find('mm')).toSorted()).toEqual([3, 4, 5])
})

it('keeps its numbers of each kind through changes, moves and removals', async () => {
  const { db } = await filledIndex([{ counted: { group: ['A'] } }, { counted: { group: ['A', 'B'] } }, { kind: 'STAFF' }])
  await db.write((tx) => putEntry(tx, entry({ id: 1, kind: 'STAFF', counted: { group: ['B'] } })))
  await db.write((tx) => dropEntry(tx, 3))
  const counted = rawAll(db.read, "SELECT kind, code, entries FROM facet_value WHERE kind IN ('kind', 'group') ORDER BY 1, 2")
  expect(counted).toEqual([
    { kind: 'group', code: 'A', entries: 1 },
    { kind: 'group', code: 'B', entries: 2 },
    { kind: 'kind', code: 'PUBLIC', entries: 1 },
    { kind: 'kind', code: 'STAFF', entries: 1 },
  ])
})

it('tells exactly how many have a value, or have it not, as those are who are found', async () => {
  const groups = [['A'], ['A', 'B'], [], ['B']]
  const { db } = await filledIndex(groups.map((group, n) => ({ kind: n === 3 ? 'STAFF' : 'PUBLIC', counted: { group } })))
  const group = (code: string, not?: true): Condition => ({ is: 'facet', kind: 'group', codes: [code], ...(not && { not }) })
  const asks: [Partial<Ask>, number][] = [
    [{ also: [group('A')] }, 2],
    [{ where: [[group('B', true)]] }, 2],
    [{ also: [group('A')], kind: 'STAFF' }, 0],
    [{ also: [group('A'), group('B')] }, 1],
    [{ where: [[group('A')], [group('B')]] }, 3],
    [{ also: [group('nobody')] }, 0],
    [{ also: [group('nobody', true)] }, 4],
    [{ kind: 'STAFF' }, 1],
  ]
  for (const [more, n] of asks) {
    const ask = { text: '', index: 'all' as const, ...more }
    expect([more, countExactly(db.read, ask), (await matchingIds(db.read, ask, 10)).length]).toEqual([more, n, n])
  }
})

it('is whole after hundreds of saves into one place, by the verbs of users', async () => {
  const app = await testApp()
  for (let n = 0; n < 120; n += 1)
    await app.makeUser({ values: { primaryId: `p${n}`, firstName: 'Pia', lastName: 'Park', userGroup: 'FACULTY' } })
  expect(sorted(app.db)).toBe(true)
  for await (const words of checkSearch.run({ db: app.db, clock: app.clock, files: '' })) expect(words).toBe('nothing')
})
