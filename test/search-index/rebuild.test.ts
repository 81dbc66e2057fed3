import { expect, it } from 'vitest'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { finishRebuild, rebuildIndex } from '#search-index/rebuild.ts'
import { findEntries } from '#search-index/search-index.ts'
import { buildingOf, deferEntries } from '#search-index/state.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { searchedUsers } from '#users/search-entry.ts'
import { changeUser } from '#users/users.ts'

const never = new AbortController().signal
const names = ['Zorn', 'Łukasz', 'Abel', "O'Brien", 'de la Garcia', 'García', 'Park', 'Obrecht', 'Müller', '王']

async function house(many = 200): Promise<TestApp> {
  const app = await testApp()
  for (let n = 0; n < many; n += 1)
    await app.makeUser({
      values: { primaryId: `p${n}`, firstName: `Pia ${n % 13}`, lastName: names[n % names.length] ?? '', userGroup: 'FACULTY' },
      emails: [{ address: `p${n}@x${n % 5}.example` }],
      notes: n % 9 === 0 ? [{ type: 'OTHER', text: 'Large print' }] : [],
    })
  return app
}
async function troubles({ db, clock }: TestApp): Promise<string[]> {
  const words: string[] = []
  for await (const one of checkSearch.run({ db, clock, files: '' })) words.push(one)
  return words
}
const everyone = async ({ db }: TestApp) => findEntries(db.read, { text: '', index: 'all' }, { limit: 1000 })

it('leaves all as it was, at even distances', async () => {
  const app = await house()
  const before = await everyone(app)
  await rebuildIndex(app.db, searchedUsers, { stopping: never })
  expect(await everyone(app)).toEqual(before)
  expect(await troubles(app)).toEqual([])
  const rows = rawAll<{ spot: number }>(app.db.read, 'SELECT spot FROM user_entry ORDER BY spot')
  const gaps = new Set(rows.slice(1).map((row, n) => Math.floor(row.spot / 2 ** 20) - Math.floor((rows[n]?.spot ?? 0) / 2 ** 20)))
  expect(gaps.size).toBe(1)
})

it('fills an index that an older version left, mends one that is wrong, and drops strangers', async () => {
  const app = await house(80)
  const before = await everyone(app)
  await app.db.write(async (tx) => {
    rawRun(tx, 'DELETE FROM user_entry WHERE user_id % 3 = 0')
    rawRun(tx, "INSERT INTO user_search (user_search) VALUES ('delete-all')")
    rawRun(tx, "UPDATE user_entry SET user_id = 99999, sort_key = 'x' WHERE user_id = 4")
    rawRun(tx, 'DELETE FROM search_state')
  })
  expect((await troubles(app))[0]).toMatch(/^The search index is not whole: 0 of 81 users/)
  await finishRebuild(app.db, searchedUsers, { stopping: never })
  expect(await everyone(app)).toEqual(before)
  expect(await troubles(app)).toEqual([])
})

it('goes on where it was stopped, and meets saves of that time', async () => {
  const app = await house()
  const { db, clock } = app
  for (let round = 0; buildingOf(db.read) || round === 0; round += 1) {
    const stopping = new AbortController()
    const tell = () => stopping.abort()
    const work = { stopping: stopping.signal, tell, yieldTo: () => true }
    await (round === 0 ? rebuildIndex(db, searchedUsers, work) : finishRebuild(db, searchedUsers, work))
    const [id] = rawAll<{ id: number }>(db.read, 'SELECT id FROM users ORDER BY id LIMIT 1 OFFSET ?', (round * 17) % 200)
    await db.write((tx) =>
      changeUser(tx, setUpActor(clock), { id: id?.id ?? 0 }, { lastName: names[round % 10] ?? 'Q', userGroup: 'STAFF' }),
    )
    await app.makeUser({
      values: { primaryId: `new${round}`, firstName: 'New', lastName: `${names[round % 7]}a`, userGroup: 'STAFF' },
    })
    expect(round).toBeLessThan(200)
  }
  expect(await troubles(app)).toEqual([])
})

it('enters nobody while a first load defers it, and everybody afterwards', async () => {
  const app = await testApp()
  await app.db.write(async (tx) => deferEntries(tx))
  for (let n = 0; n < 30; n += 1)
    await app.makeUser({ values: { primaryId: `p${n}`, firstName: 'Pia', lastName: 'Park', userGroup: 'FACULTY' } })
  expect(await findEntries(app.db.read, { text: 'park', index: 'all' }, { limit: 100 })).toEqual([])
  await finishRebuild(app.db, searchedUsers, { stopping: never })
  expect(await findEntries(app.db.read, { text: 'park', index: 'all' }, { limit: 100 })).toHaveLength(30)
  expect(await troubles(app)).toEqual([])
})
