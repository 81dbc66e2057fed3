import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { bareUser, fullUser } from '../full-user.ts'
import { section } from '../section.ts'

it('shows additional identifiers, the active ones first', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const page = await (await as('viewer')).get(`/users/${user.id}/identifiers`)
  expect(page.title).toBe('Müller, Anni Berta · Identifiers · Foyer')
  expect(section(page, 'Identifiers')).toEqual([
    'U-17 | from 2024 | University ID | Active',
    '0001 | Barcode | Active',
    '0000 | Barcode | Inactive',
  ])
})

it('says in words that there is none, and that a contact has none', async () => {
  const { as, makeUser } = await testApp()
  const vera = await as('viewer')
  const bare = await makeUser(bareUser)
  const contact = await makeUser({ values: { primaryId: 'c', firstName: 'Cy', lastName: 'Contact', recordType: 'CONTACT' } })
  expect(section(await vera.get(`/users/${bare.id}/identifiers`), 'Identifiers')).toEqual(['No additional identifier yet.'])
  expect(section(await vera.get(`/users/${contact.id}/identifiers`), 'Identifiers')).toEqual([
    'A contact has no additional identifiers.',
  ])
})
