import { expect, it } from 'vitest'
import { IdSet } from '#platform/id-set.ts'
import { countOf, idsOf, membersOf, slicesOf } from '#sets/members.queries.ts'
import type { UserSet } from '#sets/sets.table.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { placeBlock } from '#users/blocks/blocks.ts'
import { binUser } from '#users/record/bin.ts'
import type { User } from '#users/users.table.ts'

it('numbers in a set stand once and in their order, however far apart', () => {
  const ids = [5_000_000, 31, 32, 0, 64, 63, 31, 2_000_001]
  const set = IdSet.of(ids)
  expect(set.size).toBe(7)
  expect(set.after(-1, 100)).toEqual([0, 31, 32, 63, 64, 2_000_001, 5_000_000])
  expect(set.after(31, 2)).toEqual([32, 63])
  expect([set.has(64), set.has(65), set.has(9_000_000)]).toEqual([true, false, false])
  expect([...slicesOf(set, 3)]).toEqual([[0, 31, 32], [63, 64, 2_000_001], [5_000_000]])
})

it('sets of numbers are combined as plain ones are', () => {
  const random = (seed: number) => Array.from({ length: 3000 }, (_none, n) => (n * n * seed + 7 * n) % 9973)
  const [one, two] = [random(3), random(5)]
  const second = new Set(two)
  const plain = {
    both: one.filter((n) => second.has(n)),
    either: [...one, ...two],
    without: one.filter((n) => !second.has(n)),
  }
  for (const how of ['both', 'either', 'without'] as const) {
    const made = IdSet.of(one).with(IdSet.of(two), how)
    const expected = [...new Set(plain[how])].sort((a, b) => a - b)
    expect(made.after(-1, 10_000), how).toEqual(expected)
    expect(made.size).toBe(expected.length)
  }
})

async function allOf(slices: AsyncIterable<number[]>): Promise<number[][]> {
  const all: number[][] = []
  for await (const slice of slices) all.push(slice)
  return all
}

async function house() {
  const app = await testApp()
  const actor = setUpActor(app.clock)
  const made: User[] = []
  for (let n = 0; n < 30; n += 1) {
    const values = {
      primaryId: `id-${n}`,
      firstName: n % 3 === 0 ? 'Tom' : 'Ann',
      lastName: `Lee${n}`,
      userGroup: n % 2 ? 'FACULTY' : 'ALUMNI',
    }
    const notes = n % 5 === 0 ? [{ type: 'OTHER', text: 'zebra' }] : []
    made.push(await app.makeUser({ values, notes }))
  }
  await app.db.write(async (tx) => {
    for (const user of made.slice(1, 4)) await placeBlock(tx, actor, user, { type: 'GENERAL', description: '06-LOCAL' })
    await binUser(tx, actor, { id: made[4]?.id ?? 0 })
  })
  const ask = (search: string, may = true) => {
    const set = { id: 0, kind: 'live', search } as UserSet
    const who = { actor: { may: () => may }, today: '2026-11-22', timeZone: 'UTC' }
    return {
      slices: () => allOf(membersOf(app.db.read, set, who)),
      count: () => countOf(app.db.read, set, who),
      ids: () => idsOf(app.db.read, set, who),
    }
  }
  const where = (test: (n: number) => boolean) => made.map(({ id }) => id).filter((_id, n) => n !== 4 && test(n))
  return { ask, where }
}

const blocked = [1, 2, 3]
it.each<[string, (n: number) => boolean]>([
  ['q=lee', () => true],
  ['q=tom', (n) => n % 3 === 0],
  ['q=tom+group%3AFACULTY', (n) => n % 3 === 0 && n % 2 === 1],
  ['q=tom+%7C+group%3AFACULTY', (n) => n % 3 === 0 || n % 2 === 1],
  ['q=lee+-block%3Aany', (n) => !blocked.includes(n)],
  ['q=block%3Aany', (n) => blocked.includes(n)],
  ['q=lee+created%3E%3D2020', () => true],
  ['q=lee+created%3C2020', () => false],
  ['q=lee+-created%3C2020+tom', (n) => n % 3 === 0],
  ['q=lee+signedin%3Anever', () => true],
  ['q=tom&in=group%3AALUMNI', (n) => n % 3 === 0 && n % 2 === 0],
  ['q=lee&record_type=STAFF', () => false],
  ['q=zebra', (n) => n % 5 === 0],
  ['q=%22', () => false],
  ['q=lee&code=UserGroups%3AFACULTY', (n) => n % 2 === 1],
])('the search %s means the same as a plain look through all, and the count agrees', async (search, test) => {
  const { ask, where } = await house()
  const { slices, count, ids } = ask(search)
  expect((await slices()).flat()).toEqual(where(test))
  expect(await count()).toBe(where(test).length)
  expect((await ids()).size).toBe(where(test).length)
})

it('notes are not looked into for those who do not see them', async () => {
  const { ask } = await house()
  expect((await ask('q=zebra', false).slices()).flat()).toEqual([])
  for (const search of ['q=note%3Azebra', 'q=zebra&index=notes'])
    await expect(ask(search, false).slices(), search).rejects.toThrow(/not yours to search/)
  expect((await ask('q=zebra&index=notes').slices()).flat()).toHaveLength(6)
})
