import { expect, it } from 'vitest'
import { rawAll } from '#platform/db/raw.ts'
import { dropUnusedSets } from '#search-index/unused-sets.ts'
import { tidyIndexInSteps } from '#search-index/upkeep.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { changeUser } from '#users/users.ts'

const never = new AbortController().signal
const sets = ({ db }: TestApp) => rawAll<{ n: number }>(db.read, 'SELECT n FROM facet_set ORDER BY n').map(({ n }) => n)

const used = ({ db }: TestApp) =>
  rawAll<{ n: number }>(db.read, 'SELECT DISTINCT spot & 1048575 AS n FROM user_entry ORDER BY n').map(({ n }) => n)

async function troubles({ db, clock }: TestApp): Promise<string[]> {
  const words: string[] = []
  for await (const one of checkSearch.run({ db, clock, files: '' })) words.push(one)
  return words
}

/** A user who had several groups, one after the other: each left a set that nobody has now. */
async function house() {
  const app = await testApp()
  const user = await app.makeUser({ values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Quill', userGroup: 'FACULTY' } })
  const { length } = sets(app)
  const become = (userGroup: string) =>
    app.db.write(async (tx) => changeUser(tx, setUpActor(app.clock), { id: user.id }, { userGroup }))
  for (const group of ['GRAD', 'UNDERGRAD', 'ALUMNI', 'FACULTY']) await become(group)
  return { ...app, become, before: length }
}

it('works: the night forgets what nobody has, and never the highest number', async () => {
  const app = await house()
  const full = sets(app)
  expect(full).toHaveLength(app.before + 3)
  await tidyIndexInSteps(app.db, never)
  expect(sets(app)).toEqual([...new Set([...used(app), full.at(-1)])])
  await tidyIndexInSteps(app.db, never)
  expect(await troubles(app)).toEqual([])
  await app.become('GRAD')
  expect(Math.max(...sets(app))).toBeGreaterThan(full.at(-1) ?? 0)
  expect(await troubles(app)).toEqual([])
})

it('what is taken up again meanwhile stays: two at once', async () => {
  const app = await house()
  const [dropped] = await Promise.all([dropUnusedSets(app.db, never), app.become('GRAD'), app.become('UNDERGRAD')])
  expect(await troubles(app)).toEqual([])
  expect(dropped).toBeGreaterThan(0)
  const page = await (await app.as('administrator')).get('/users/facets?q=quill')
  expect(page.$('fieldset.facet label').text()).toContain('Undergraduate')
})

it('does nothing when it is to stop', async () => {
  const app = await house()
  const all = sets(app)
  expect(await dropUnusedSets(app.db, AbortSignal.abort())).toBe(0)
  expect(sets(app)).toEqual(all)
})
