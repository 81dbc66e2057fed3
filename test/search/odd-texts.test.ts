import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { namesOn, search } from './people.ts'

const odd = [
  '%ED%A0%80',
  'a%ED%A0%80b',
  '%00',
  'lee%00',
  '%C3',
  '%',
  'x'.repeat(600),
  'lee%20'.repeat(100),
  encodeURIComponent(`a${'😀'.repeat(300)}`),
  ...[
    '"',
    '""',
    "'",
    '"lee',
    'lee"',
    'lee*',
    '*',
    '**',
    '^lee',
    'lee AND',
    'AND',
    'OR',
    'NOT lee',
    'lee NEAR lee',
    'NEAR(lee, 2)',
  ],
  ...[
    'last:lee',
    '{last first} : lee',
    '-lee',
    '+lee',
    '(lee',
    ')',
    '((',
    'lee;drop table users',
    '\\',
    '`',
    '%',
    '_',
    '%%',
    'lee--',
  ],
  ...['…', '\u202e', '\u200b', '\ufeff', 'ﷺ', '́', '🔑', '①', 'ſ', 'K'],
].map((text, n) => (n < 9 ? text : encodeURIComponent(text)))

it('answers every text that can be typed, in every index', async () => {
  const { as, makeUser } = await testApp()
  await makeUser({ values: { primaryId: 'lee-x', firstName: 'Ana', lastName: 'Lee' } })
  const vera = await as('viewer')
  for (const q of odd) {
    for (const index of ['all', 'names', 'barcode', 'email']) {
      for (const sort of ['name', 'primary_id']) {
        const page = await vera.get(`/users?q=${q}&index=${index}&sort=${sort}`)
        expect([q, index, page.status, page.heading]).toEqual([q, index, 200, 'Find and manage users'])
      }
    }
  }
})

it('takes operators of the index for words', async () => {
  const { as, makeUser } = await testApp()
  await makeUser({ values: { primaryId: 'lee-x', firstName: 'Ana', lastName: 'Lee' } })
  const vera = await as('viewer')
  for (const q of ['lee OR nobody', 'NOT nobody', 'last:nobody', 'lee AND ana', '^nobody'])
    expect([q, namesOn(await search(vera, q))]).toEqual([q, []])
  for (const q of ['"lee"', 'lee*', '(lee)', '-lee', '+ana -lee'])
    expect([q, namesOn(await search(vera, q))]).toEqual([q, ['Lee, Ana']])
})

it('shows a character that is none as �, and everywhere the same', async () => {
  const { as } = await testApp()
  const page = await (await as('viewer')).get('/users?q=a%ED%A0%80b%00c')
  expect(page.$('#q').attr('value')).toBe('a���b�c')
  expect(page.text).toContain('No user matches “a���b�c” in All.')
})

it('takes 500 characters of a text and keeps no more', async () => {
  const { as } = await testApp()
  const page = await search(await as('viewer'), 'y'.repeat(600))
  expect(page.$('#q').attr('value')).toBe('y'.repeat(500))
})

it('finds and shows names of 255 characters', async () => {
  const { as, makeUser } = await testApp()
  const [firstName, lastName] = ['Å'.repeat(255), `Lee${'é'.repeat(252)}`]
  const user = await makeUser({ values: { primaryId: 'p'.repeat(255), firstName, lastName } })
  const vera = await as('viewer')
  const page = await search(vera, lastName)
  expect(namesOn(page)).toEqual([`${lastName}, ${firstName}`])
  expect((await search(vera, 'p'.repeat(255), '&index=primary_id')).location).toBe(`/users/${user.id}`)
  expect((await vera.get(`/users/${user.id}/general`)).heading).toBe(`${lastName}, ${firstName}`)
})

it('shows a name in a script that is written from right to left apart from what stands round it', async () => {
  const { as, makeUser } = await testApp()
  await makeUser({ values: { primaryId: 'rtl', firstName: 'محمد', lastName: 'الأحمد' } })
  const page = await search(await as('viewer'), 'الأحمد')
  expect(namesOn(page)).toEqual(['الأحمد, محمد'])
  expect(page.$('table[aria-label="Users"] bdi').text()).toBe('الأحمد, محمد')
})
