import { expect, it } from 'vitest'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { changeCode } from '#code-tables/codes.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { actsOf } from '../records.ts'
import { statisticsDesk, statisticsIn } from './desk.ts'

const typed = { category: 'ART', note: 'Since 2024' }

it('works: a category is added; its type stands beside it and is not stored', async () => {
  const app = await statisticsDesk([{ category: 'Y1' }])
  const page = await app.otto.get(`${app.url}/statistics/new`)
  const offered = page.$('#category option').toArray()
  expect(offered.map((option) => page.$(option).text())).toEqual(['', 'Law (Department)', 'Art (Department)'])
  const saved = await app.otto.submit(page, 'Save', typed)
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.otto.get(app.url)
  expect(statisticsIn(after)).toEqual(['First year | Year', 'Art | Since 2024 | Since 2024 | Department'])
  expect(after.$('nav[aria-label="User details"] a[aria-current=page] .count').text()).toBe('2')
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'added',
    actorName: 'Otto Operator',
    lines: [
      ['category', null, 'ART'],
      ['note', null, 'Since 2024'],
    ],
  })
})

it('a category that moves to another type takes its users along', async () => {
  const { otto, url, db, clock } = await statisticsDesk([{ category: 'LAW' }])
  await db.write(async (tx) => {
    const law = (await codesOf(tx, 'StatisticalCategories')).get('LAW')
    await changeCode(tx, setUpActor(clock), 'StatisticalCategories', law?.id ?? 0, { parent: 'YEAR' })
  })
  expect(statisticsIn(await otto.get(url))).toEqual(['Law | Year'])
})

it.each([
  ['no category', { category: '' }, 'Category is required. Enter it.'],
  ['a category that there is not', { category: 'NONE' }, 'There is no category "NONE". Use one of LAW, ART, Y1.'],
  ['the same twice', { category: 'LAW' }, 'This user is counted by Law already. Choose another category, or edit that one.'],
  ['2,001 characters', { note: 'x'.repeat(2001) }, 'Keep Note to 2,000 characters; this has 2,001.'],
])('refused: %s, and the typing is kept', async (_name, wrong, message) => {
  const { otto, url } = await statisticsDesk([{ category: 'LAW' }])
  const refused = await otto.submit(await otto.get(`${url}/statistics/new`), 'Save', { ...typed, ...wrong })
  expect([refused.status, refused.problems]).toEqual([422, [message]])
  const all: Record<string, string> = { ...typed, ...wrong }
  expect([refused.field('Category').value, refused.field('Note').value.trim()]).toEqual([all.category, all.note])
  expect(statisticsIn(await otto.get(url))).toEqual(['Law | Department'])
})

it('a user who would be created with a category twice is refused', async () => {
  const { makeUser } = await statisticsDesk()
  const made = {
    values: { primaryId: 'b', firstName: 'B', lastName: 'B' },
    statistics: [{ category: 'LAW' }, { category: 'LAW' }],
  }
  await expect(makeUser(made)).rejects.toThrow('counted by Law already')
})

it('signed out: what was typed waits for its author, unsaved', async () => {
  const { otto, lea, url } = await statisticsDesk()
  const page = await otto.get(`${url}/statistics/new`)
  await otto.post('/sign-out', {})
  expect((await otto.submit(page, 'Save', typed)).location).toBe('/sign-in')
  expect((await otto.signIn('otto')).location).toBe(`${url}/statistics/new`)
  expect((await otto.get(`${url}/statistics/new`)).field('Category').value).toBe('ART')
  expect(statisticsIn(await lea.get(url))).toEqual(['Not counted by anything yet.'])
})

it('not allowed: who edits no users sees them, and has no form and no button', async () => {
  const { lea, url } = await statisticsDesk([{ category: 'LAW' }])
  expect((await lea.get(`${url}/statistics/new`)).status).toBe(403)
  expect((await lea.post(`${url}/statistics/new`, typed)).status).toBe(403)
  const page = await lea.get(url)
  expect(statisticsIn(page)).toEqual(['Law | Department'])
  expect(page.text).not.toMatch(/Add statistic|Remove/)
})

it('not there: a user that is not', async () => {
  const { otto } = await statisticsDesk()
  expect((await otto.get('/users/4711/statistics/statistics/new')).status).toBe(404)
  expect((await otto.post('/users/4711/statistics/statistics/new', typed)).status).toBe(404)
})

it('two at once: of the same category one is added, and the other person is told', async () => {
  const { dora, otto, url } = await statisticsDesk()
  const pages = [await dora.get(`${url}/statistics/new`), await otto.get(`${url}/statistics/new`)] as const
  const answers = await Promise.all([dora.submit(pages[0], 'Save', typed), otto.submit(pages[1], 'Save', typed)])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(statisticsIn(await dora.get(url))).toHaveLength(1)
})

it('where the library has no categories, it is said where they come from', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'b', firstName: 'B', lastName: 'B' } })
  const page = await (await as('administrator')).get(`/users/${user.id}/statistics`)
  expect(statisticsIn(page)).toEqual(['The library has no statistical categories yet. They are added under Configuration.'])
  expect(page.text).not.toContain('Add statistic')
})
