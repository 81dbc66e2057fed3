import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const trail = (page: { $: import('cheerio').CheerioAPI }) => page.$('.trail').text().replace(/\s+/g, ' ').trim()

async function smiths(count: number) {
  const app = await testApp({ people: ['viewer'] })
  for (let n = 1; n <= count; n += 1) {
    await app.makeUser({ values: { primaryId: `s${n}x`, firstName: `A${String(n).padStart(2, '0')}`, lastName: 'Smith' } })
  }
  return { ...app, vera: await app.as('viewer') }
}

it('leads from a user to the next and previous one of the result, across pages, and back to its row', async () => {
  const { vera } = await smiths(22)
  const list = await vera.get('/users?q=smith')
  const opened = await vera.get(String(list.$('.who').last().attr('href')))
  const twentieth = await vera.get(opened.location)
  expect([twentieth.heading, trail(twentieth)]).toEqual(['Smith, A20', 'smith in All · 20 of 22 ‹ ›'])
  const next = await vera.get((await vera.get(String(twentieth.$('[data-next]').attr('href')))).location)
  const after = await vera.get(next.location)
  expect([after.heading, trail(after)]).toEqual(['Smith, A21', 'smith in All · 21 of 22 ‹ ›'])
  expect(after.$('.trail a').first().attr('href')).toMatch(/^\/users\?q=smith&page=2#user-\d+$/)
  const back = await vera.get((await vera.get('/users/result?step=previous')).location)
  expect((await vera.get(back.location)).heading).toBe('Smith, A20')
})

it('has no previous before the first and no next after the last', async () => {
  const { vera } = await smiths(1)
  const list = await vera.get('/users?q=smith')
  const only = await vera.get((await vera.get(String(list.$('.who').attr('href')))).location)
  expect(trail(only)).toBe('smith in All · 1 of 1')
  expect((await vera.get('/users/result?step=next')).location).toBe('/users?q=smith')
})

it('says nothing of a result on a user who was opened otherwise', async () => {
  const { vera } = await smiths(2)
  await vera.get('/users?q=smith')
  expect(trail(await vera.get('/users/1/general'))).toBe('')
  expect((await vera.get('/users/result?step=next')).status).toBe(303)
})

it('sorts by user group and by expiration date, the empty ones last', async () => {
  const { makeUser, as } = await testApp()
  const rows = [
    ['a', 'FACULTY', '2027-01-01'],
    ['b', 'ALUMNI', '2026-12-01'],
    ['c', null, null],
  ] as const
  for (const [primaryId, userGroup, expiryDate] of rows)
    await makeUser({ values: { primaryId, firstName: 'X', lastName: primaryId, userGroup, expiryDate } })
  const vera = await as('viewer')
  const order = async (query: string) => {
    const page = await vera.get(`/users?record_type=PUBLIC&${query}`)
    return page
      .$('td.mono')
      .toArray()
      .map((cell) => page.$(cell).text())
      .join('')
  }
  expect(await order('sort=user_group')).toBe('bac')
  expect(await order('sort=user_group&dir=desc')).toBe('abc')
  expect(await order('sort=expiry_date')).toBe('bac')
  expect(await order('sort=expiry_date&dir=desc&q=x')).toBe('abc')
})

it('keeps to a narrowed result, with several values of a facet, from one user to the next', async () => {
  const { makeUser, as } = await testApp({ people: ['viewer'] })
  const groups = ['FACULTY', 'GRAD', 'UNDERGRAD', 'FACULTY']
  for (const [n, userGroup] of groups.entries())
    await makeUser({ values: { primaryId: `q${n}x`, firstName: `B${n}`, lastName: 'Quill', userGroup } })
  const vera = await as('viewer')
  const list = await vera.get('/users?q=quill&in=group:FACULTY&in=group:GRAD')
  const second = await vera.get((await vera.get(String(list.$('.who').eq(1).attr('href')))).location)
  expect([second.heading, trail(second)]).toEqual(['Quill, B1', 'quill in All · 2 of 3 ‹ ›'])
  const third = await vera.get((await vera.get(String(second.$('[data-next]').attr('href')))).location)
  expect((await vera.get(third.location)).heading).toBe('Quill, B3')
})
