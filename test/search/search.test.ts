import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makePeople, namesFor, namesOn, search } from './people.ts'

it('works: finds users by the beginnings of their names and says how many', async () => {
  const app = await testApp()
  await makePeople(app, ['Müller, Ana', 'Muller, Bea', 'Miller, Cid', "O'Brien, Dan"])
  const vera = await app.as('viewer')
  const page = await search(vera, 'mul')
  expect(page.heading).toBe('Find and manage users')
  expect(page.text).toContain('2 found for mul in All')
  expect(namesOn(page)).toEqual(['Müller, Ana', 'Muller, Bea'])
  expect(page.$('#q').attr('value')).toBe('mul')
})

it('signed out: leads to Sign in and back to the search', async () => {
  const { visitor } = await testApp()
  const page = await visitor().get('/users?q=m%C3%BCller&sort=primary_id')
  expect([page.status, page.location]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent('/users?q=m%C3%BCller&sort=primary_id')}`,
  ])
})

it('not allowed: whoever has no right here finds nobody, not even by a whole identifier', async () => {
  const { visitor, people } = await testApp({ people: ['patron'] })
  const pat = visitor()
  await pat.signIn('pat')
  expect((await pat.get('/users?q=ada')).location).toBe('/sign-in?next=%2Fusers%3Fq%3Dada')
  expect(people.patron).toBeDefined()
})

it('not there: says what was searched and how to widen it', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  const page = await search(vera, 'Nobody Atall', '&index=email&record_type=STAFF&sort=primary_id')
  expect(page.text).toContain('0 found for Nobody Atall in Email')
  expect(page.text).toContain('Nothing found')
  expect(page.text).toContain('No user matches “Nobody Atall” in Email.')
  expect(page.text).toContain('Every word must match the beginning of a name')
  const links = Object.fromEntries(
    page
      .$('main a')
      .toArray()
      .map((link) => [page.$(link).text(), page.$(link).attr('href')]),
  )
  expect(new URLSearchParams(links['Search everywhere']?.split('?')[1]).get('q')).toBe('Nobody Atall')
  expect(links['Search everywhere']).not.toMatch(/index=|record_type=/)
  expect(links['Show all users']).toBe('/users')
  const everywhere = await search(vera, 'nobody')
  expect(everywhere.text).not.toContain('Search everywhere')
})

it('finds everyone when nothing is asked for', async () => {
  const app = await testApp()
  await makePeople(app, ['Lee, Ana', 'Álvarez, Bo'])
  const vera = await app.as('viewer')
  const everyone = ['Administrator, Ada', 'Álvarez, Bo', 'Lee, Ana', 'Viewer, Vera']
  for (const url of ['/users', '/users?q=', '/users?q=%20%20', '/users?index=barcode']) {
    const page = await vera.get(url)
    expect([url, namesOn(page)]).toEqual([url, everyone])
    expect(page.text).toContain('4 found')
  }
})

it('takes words in any order, all of them', async () => {
  const app = await testApp()
  await makePeople(app, ['Garcia, Maria', 'García, José', 'Lopez, Maria'])
  const vera = await app.as('viewer')
  for (const q of ['garcia maria', 'maria garcia', 'MARIA  GARCÍA', 'gar mar', 'Garcia, Maria'])
    expect([q, await namesFor(vera, q)]).toEqual([q, ['Garcia, Maria']])
  expect(await namesFor(vera, 'garcia lopez')).toEqual([])
})

it.each([
  ['muller', 'Müller'],
  ['mueller', 'Müller'],
  ['MÜLLER', 'Müller'],
  ['obrien', "O'Brien"],
  ["o'brien", "O'Brien"],
  ['o’brien', "O'Brien"],
  ['brien', "O'Brien"],
  ['dangelo', 'D’Angelo'],
  ['lodz', 'Łódź'],
  ['sorensen', 'Sørensen'],
  ['soerensen', 'Sørensen'],
  ['gross', 'Groß'],
  ['nguyen', 'Nguyễn'],
  ['dang', 'Đặng'],
  ['inonu', 'İnönü'],
  ['garcia-pena', 'García-Peña'],
  ['pena', 'García-Peña'],
  ['garciapena', 'García-Peña'],
  ['елкин', 'Ёлкин'],
  ['αβραμιδης', 'Αβραμίδης'],
  ['小明', '王小明'],
  ['王', '王小明'],
])('finds by %s the name %s', async (q, lastName) => {
  const app = await testApp()
  await makePeople(app, [`${lastName}, X`, 'Other, Y'])
  expect(await namesFor(await app.as('viewer'), q)).toEqual([`${lastName}, X`])
})

it('takes preferred names as names, shows and sorts by them', async () => {
  const app = await testApp()
  await makePeople(app, ['Mann, Bo'])
  const values = { primaryId: 'pref-x', firstName: 'Robert', lastName: 'Zorn', prefFirstName: 'Bob', prefLastName: 'Abel' }
  await app.makeUser({ values })
  const vera = await app.as('viewer')
  for (const q of ['robert', 'zorn', 'bob', 'abel', 'zorn bob']) expect([q, await namesFor(vera, q)]).toEqual([q, ['Abel, Bob']])
  expect(await namesFor(vera, '')).toEqual(['Abel, Bob', 'Administrator, Ada', 'Mann, Bo', 'Viewer, Vera'])
})
