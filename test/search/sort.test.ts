import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makePeople, namesFor, namesOn } from './people.ts'

const everyone = 'q=x&index=first_name'

it('orders by the folded name, all of one last name together', async () => {
  const app = await testApp()
  await makePeople(app, [
    'Łukasz, X',
    'Garcia López, X',
    'de la Garcia, X',
    'Garcia, Xb',
    'García, Xa',
    'Lutz, X',
    'Émile, X',
    'Zoe, X',
  ])
  expect(await namesFor(await app.as('viewer'), 'x', '&index=first_name')).toEqual([
    'de la Garcia, X',
    'Émile, X',
    'García, Xa',
    'Garcia, Xb',
    'Garcia López, X',
    'Łukasz, X',
    'Lutz, X',
    'Zoe, X',
  ])
})

it('orders by name and primary identifier, both ways, and says which', async () => {
  const { as, makeUser } = await testApp()
  for (const [primaryId, lastName] of [
    ['b', 'One'],
    ['C', 'Two'],
    ['a', 'Six'],
  ] as const)
    await makeUser({ values: { primaryId, firstName: 'X', lastName } })
  const vera = await as('viewer')
  const orders: [string, string[], string, string][] = [
    ['', ['One, X', 'Six, X', 'Two, X'], 'Name', 'ascending'],
    ['&sort=name&dir=desc', ['Two, X', 'Six, X', 'One, X'], 'Name', 'descending'],
    ['&sort=primary_id', ['Six, X', 'One, X', 'Two, X'], 'Primary ID', 'ascending'],
    ['&sort=primary_id&dir=desc', ['Two, X', 'One, X', 'Six, X'], 'Primary ID', 'descending'],
  ]
  for (const [more, names, heading, direction] of orders) {
    const page = await vera.get(`/users?${everyone}${more}`)
    expect(namesOn(page)).toEqual(names)
    const sorted = page.$('th[aria-sort]')
    expect([sorted.length, sorted.text().startsWith(heading), sorted.attr('aria-sort')]).toEqual([1, true, direction])
    const turned = await vera.get(sorted.find('a').attr('href') ?? '')
    expect(namesOn(turned)).toEqual([...names].reverse())
  }
})

it('keeps order, record type and search from page to page', async () => {
  const app = await testApp()
  await makePeople(
    app,
    Array.from({ length: 25 }, (_none, n) => `Lee, N${n + 10}`),
  )
  const vera = await app.as('viewer')
  const first = await vera.get('/users?q=lee&record_type=PUBLIC&sort=primary_id&dir=desc')
  const second = await vera.get(first.$('a[rel=next]').attr('href') ?? '')
  expect([...namesOn(first), ...namesOn(second)]).toEqual(Array.from({ length: 25 }, (_none, n) => `Lee, N${34 - n}`))
})

it('gives equal names one order on every page', async () => {
  const app = await testApp()
  await makePeople(
    app,
    Array.from({ length: 45 }, () => 'Lee, Ana'),
  )
  const vera = await app.as('viewer')
  for (const dir of ['asc', 'desc']) {
    const ids: string[] = []
    for (const n of [1, 2, 3])
      ids.push(...(await vera.get(`/users?q=lee&dir=${dir}&page=${n}`)).rows('Users').map((row) => row[1] ?? ''))
    expect(new Set(ids).size).toBe(45)
  }
})
