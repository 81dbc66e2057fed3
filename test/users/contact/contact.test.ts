import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { bareUser, fullUser } from '../full-user.ts'
import { section } from '../section.ts'

it('shows addresses, phone numbers and e-mail addresses in order, the preferred first one marked', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const page = await (await as('viewer')).get(`/users/${user.id}/contact`)
  expect(page.status).toBe(200)
  expect(page.title).toBe('Müller, Anni Berta · Contact information · Foyer')
  expect(section(page, 'Addresses')).toEqual([
    '1 High Street | Flat 2 | 22100 Lund | Skåne | Sweden | from 2026-01-01 | Preferred | Home',
    'Box 9 | Ystad | 2026-02-01 to 2027-01-01 | Work | School',
  ])
  expect(section(page, 'Phone numbers')).toEqual(['+46 70 123 | Preferred | Mobile', '040-555 | Office'])
  expect(section(page, 'Email addresses')).toEqual([
    'Ana@example.org | Preferred | Personal',
    'am@uni.example | term time | School',
  ])
})

it.each([
  ['STAFF', 'Work', 'Office', 'Work'],
  ['PUBLIC', 'Home', 'Mobile', 'Personal'],
  ['CONTACT', 'Order', 'Order', 'Order'],
])('gives rows without a type the usual one of %s', async (recordType, ...types) => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({
    values: { ...bareUser.values, recordType },
    addresses: [{ line1: 'A', city: 'B' }],
    phones: [{ number: '1' }],
    emails: [{ address: 'a@b.example' }],
  })
  const page = await (await as('viewer')).get(`/users/${user.id}/contact`)
  const shown = ['Addresses', 'Phone numbers', 'Email addresses'].map((heading) => section(page, heading)[0]?.split(' | ').at(-1))
  expect(shown).toEqual(types)
})

it('says in words that there is none', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  const page = await (await as('viewer')).get(`/users/${user.id}/contact`)
  expect(section(page, 'Addresses')).toEqual(['No address yet.'])
  expect(section(page, 'Phone numbers')).toEqual(['No phone number yet.'])
  expect(section(page, 'Email addresses')).toEqual(['No email address yet.'])
})
