import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { bareUser, fullUser } from '../full-user.ts'
import { section } from '../section.ts'

it('shows notes with type, who and when, and what becomes of them', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const page = await (await as('viewer')).get(`/users/${user.id}/notes`)
  expect(page.title).toBe('Müller, Anni Berta · Notes · Foyer')
  expect(section(page, 'Notes').sort()).toEqual([
    'Ask for the card | Test, 2026-11-22 10:00 | General | Pop-up | Shown to the user',
    'Likes <maps> | Test, 2026-11-22 10:00 | Other',
  ])
  expect(page.$('bdi').text()).toContain('Likes\n<maps>')
})

it('shows the newest note first', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ ...bareUser, notes: ['first', 'second', 'third'].map((text) => ({ type: 'OTHER', text })) })
  const page = await (await as('viewer')).get(`/users/${user.id}/notes`)
  expect(section(page, 'Notes').map((row) => row.split(' | ')[0])).toEqual(['third', 'second', 'first'])
})

it('says in words that there is none', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  expect(section(await (await as('viewer')).get(`/users/${user.id}/notes`), 'Notes')).toEqual(['No note yet.'])
})
