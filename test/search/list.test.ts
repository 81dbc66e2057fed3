import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { makePeople, namesOn } from './people.ts'

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
const linksOf = ({ $ }: Page, name: string) =>
  $(`nav[aria-label="${name}"] a`)
    .toArray()
    .map((tab) => [tidy($(tab).text()), $(tab).attr('href')])
const rangeOf = ({ $ }: Page) => tidy($('.pager span').text())

/** 45 Lees, and the two who are always there. */
async function many() {
  const app = await testApp()
  await makePeople(
    app,
    Array.from({ length: 45 }, (_none, n) => `Lee, N${n + 10}`),
  )
  return app.as('viewer')
}

it('shows what a list shows', async () => {
  const { as, makeUser } = await testApp()
  const vera = await as('viewer')
  await makeUser({
    values: {
      primaryId: 'KEY',
      firstName: 'Ana',
      middleName: 'B',
      lastName: 'Lee',
      recordType: 'STAFF',
      userGroup: 'STAFF',
      jobCategory: 'CATALOGER',
      status: 'INACTIVE',
      expiryDate: '2026-11-25',
    },
    emails: [{ address: 'one@example.org' }, { address: 'two@example.org' }],
  })
  const page = await vera.get('/users?q=lee')
  const headings = page
    .$('table[aria-label="Users"] th')
    .toArray()
    .map((cell) => tidy(page.$(cell).text()).replace(/ [▲▼]$/, ''))
  expect(headings).toEqual(['Name', 'Primary ID', 'Record type', 'Account type', 'User group', 'Status', 'Expires', 'Actions'])
  expect(page.rows('Users')).toEqual([
    [
      'Lee, Ana Bone@example.org',
      'KEY',
      'Staff',
      'Internal',
      'Library staffCataloger',
      'Inactive',
      '2026-11-25 in 3 days',
      '•••OpenContact informationIdentifiersNotes',
    ],
  ])
})

it.each([
  ['2026-11-21', 'expired'],
  ['2026-11-22', 'today'],
  ['2026-11-23', 'in 1 day'],
  ['2026-12-22', 'in 30 days'],
  ['2026-12-23', ''],
])('marks an expiration date of %s as %j', async (expiryDate, mark) => {
  const { as, makeUser } = await testApp()
  await makeUser({ values: { primaryId: 'k', firstName: 'Ana', lastName: 'Lee', expiryDate } })
  expect((await (await as('viewer')).get('/users?q=lee')).rows('Users')[0]?.[6]).toBe(`${expiryDate} ${mark}`.trim())
})

it('counts on its tabs, which keep the search and begin at page 1', async () => {
  const { as, makeUser } = await testApp()
  const vera = await as('viewer')
  for (const [n, recordType] of ['PUBLIC', 'PUBLIC', 'CONTACT'].entries())
    await makeUser({ values: { primaryId: `id${n}x`, firstName: 'Ana', lastName: 'Lee', recordType } })
  const page = await vera.get('/users?q=lee&index=names&page=2&record_type=PUBLIC&sort=primary_id&dir=desc')
  const kept = 'q=lee&index=names'
  expect(linksOf(page, 'Record type')).toEqual([
    ['Staff 0', `/users?${kept}&record_type=STAFF&sort=primary_id&dir=desc`],
    ['Public 2', `/users?${kept}&record_type=PUBLIC&sort=primary_id&dir=desc`],
    ['Contact 1', `/users?${kept}&record_type=CONTACT&sort=primary_id&dir=desc`],
    ['All 3', `/users?${kept}&sort=primary_id&dir=desc`],
  ])
  expect(page.text).toContain('2 found')
  expect(page.$('nav[aria-label="Record type"] a[aria-current=page]').text()).toContain('Public')
  expect((await vera.get('/users')).$('nav[aria-label="Record type"] a[aria-current=page]').text()).toContain('All')
})

it('shows 20 a page, with ways to and fro, and everyone once', async () => {
  const vera = await many()
  const seen: string[] = []
  let page = await vera.get('/users?q=lee')
  const ranges = [rangeOf(page)]
  expect(page.$('a[rel=prev]')).toHaveLength(0)
  seen.push(...namesOn(page))
  for (let n = 0; n < 2; n += 1) {
    page = await vera.get(page.$('a[rel=next]').attr('href') ?? '')
    ranges.push(rangeOf(page))
    seen.push(...namesOn(page))
  }
  expect(ranges).toEqual(['1–20 of 45', '21–40 of 45', '41–45 of 45'])
  expect(seen).toEqual(Array.from({ length: 45 }, (_none, n) => `Lee, N${n + 10}`))
  expect(tidy(page.$('a[rel=prev]').text())).toBe('Previous')
  expect(page.$('a[rel=next]')).toHaveLength(0)
  expect(rangeOf(await vera.get(page.$('a[rel=prev]').attr('href') ?? ''))).toBe('21–40 of 45')
})

it.each(['4', '999999', '1000000', '99999999999999999999'])('stays in the list for the page %s', async (number) => {
  const page = await (await many()).get(`/users?q=lee&page=${number}`)
  expect(['1–20 of 45', '41–45 of 45']).toContain(rangeOf(page))
})

it.each([
  'page=0',
  'page=-1',
  'page=x',
  'page=1.5',
  'page=',
  'index=nonsense',
  'sort=nonsense',
  'dir=nonsense',
  'record_type=nonsense',
  'record_type=staff',
  'unknown=1',
  'page=2&page=1',
  '__proto__=x',
  'q[]=x',
  '%ED%A0%80=x',
])('falls back to the usual for %s', async (query) => {
  const vera = await many()
  const page = await vera.get(`/users?q=lee&${query}`)
  expect([page.status, rangeOf(page), namesOn(page)[0]]).toEqual([200, '1–20 of 45', 'Lee, N10'])
})

it('shows no pager words for a list of one page beyond its range', async () => {
  const { as } = await testApp()
  const page = await (await as('viewer')).get('/users')
  expect(rangeOf(page)).toBe('1–2 of 2')
  expect(page.$('a[rel=next], a[rel=prev]')).toHaveLength(0)
})
