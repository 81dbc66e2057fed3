import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const swapped = { 'hx-request': 'true', 'hx-request-type': 'partial' }
const tabs = ['general', 'contact', 'identifiers', 'notes', 'blocks', 'statistics', 'history']

it('draws the panel alone where htmx swaps it in, with the title and heading of the page', async () => {
  const { as, people } = await testApp()
  const ada = await as('administrator')
  for (const url of ['/users', '/keys', ...tabs.map((tab) => `/users/${people.administrator?.id}/${tab}`)]) {
    const [panel, page] = [await ada.get(url, swapped), await ada.get(url)]
    expect(panel.html).not.toContain('<html')
    expect(panel.html).not.toContain('role="search"')
    expect(page.html).toContain('<html')
    expect([panel.title, panel.heading]).toEqual([page.title, page.heading])
  }
})

it('draws the whole page where htmx restores the history or swaps the body', async () => {
  const { as } = await testApp()
  const ada = await as('administrator')
  const kinds: Record<string, string>[] = [
    { ...swapped, 'hx-history-restore-request': 'true' },
    { 'hx-request-type': 'full', 'hx-history-restore-request': 'true' },
    { 'hx-request': 'true', 'hx-request-type': 'full' },
  ]
  for (const headers of kinds) expect((await ada.get('/users', headers)).html).toContain('<html')
})

it('draws a refused form as a panel, and leads on after a save', async () => {
  const { as, people } = await testApp()
  const ada = await as('administrator')
  const url = `/users/${people.administrator?.id}/general`
  const refused = await ada.post(url, { lastName: '' }, swapped)
  expect(refused.status).toBe(422)
  expect(refused.html).not.toContain('<html')
  expect(refused.field('Last name').error).toBe('Last name is required. Enter it.')
  const saved = await ada.post(url, { lastName: 'Chief' }, swapped)
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await ada.get(saved.location, swapped)
  expect(after.flash).toBe('Saved: Last name.')
  expect(after.html).not.toContain('<html')
})
