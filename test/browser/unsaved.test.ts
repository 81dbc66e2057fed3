import type { Dialog, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { expectFocus } from './hands.ts'

const openDesk = useDesks()

/** A desk with a user open; `answers` decides what each question about leaving is told, `asked` collects them. */
async function openUser() {
  const desk = await openDesk()
  const user = await desk.makeUser({ values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' } })
  const { page } = desk
  const asked: string[] = []
  const answers = { leave: false }
  page.on('dialog', (dialog: Dialog) => {
    asked.push(dialog.type())
    void (answers.leave ? dialog.accept() : dialog.dismiss())
  })
  await desk.signIn('administrator')
  await page.getByRole('link', { name: 'García, María' }).click()
  await heading(page, 'García, María').waitFor()
  return { ...desk, user, asked, answers, lastName: field(page, 'Last name') }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name })
const back = (page: Page) => page.evaluate(() => history.back())

it.each([
  ['a tab', (page: Page) => tab(page, 'Notes').click(), 'Notes · Foyer'],
  ['a link', (page: Page) => page.getByRole('link', { name: 'Find and manage users' }).click(), 'Find and manage users · Foyer'],
  ['a search', (page: Page) => page.getByLabel('Search for').press('Enter'), 'Find and manage users · Foyer'],
  ['Back', back, 'Find and manage users · Foyer'],
])('leaving typing by %s asks once, and stays where it was told so', async (_way, leave, title) => {
  const { page, asked, answers, lastName } = await openUser()
  const address = page.url()
  await lastName.fill('Fernández')
  expect(await page.getByText('Unsaved changes').isVisible()).toBe(true)
  await leave(page)
  await expect.poll(() => asked.length).toBe(1)
  expect(await lastName.inputValue()).toBe('Fernández')
  expect(page.url()).toBe(address)
  answers.leave = true
  await leave(page)
  await expect.poll(() => page.title()).toContain(title)
  expect(asked).toHaveLength(2)
})

it('Back over a tab that was swapped in asks once, and stays where it was told so', async () => {
  const { page, asked, answers, lastName } = await openUser()
  await tab(page, 'Notes').click()
  await expect.poll(() => page.title()).toContain('Notes')
  await tab(page, 'General information').click()
  await lastName.fill('Fernández')
  const address = page.url()
  await back(page)
  await expect.poll(() => asked.length).toBe(1)
  await expect.poll(() => page.url()).toBe(address)
  expect(await lastName.inputValue()).toBe('Fernández')
  answers.leave = true
  await back(page)
  await expect.poll(() => page.title()).toContain('Notes')
  expect(asked).toHaveLength(2)
})

it('saving does not ask, and what was saved is no longer unsaved', async () => {
  const { page, asked, lastName } = await openUser()
  await lastName.fill('Fernández')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Fernández, María').waitFor()
  expect(await page.getByText('Unsaved changes').isVisible()).toBe(false)
  await tab(page, 'History').click()
  await page.getByRole('table', { name: 'History' }).waitFor()
  expect(asked).toEqual([])
})

it('what was refused is still unsaved', async () => {
  const { page, asked, lastName } = await openUser()
  await lastName.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectFocus(page.getByRole('alert').filter({ hasText: 'There is a problem' }))
  expect(await page.getByText('Unsaved changes').isVisible()).toBe(true)
  await tab(page, 'Notes').click()
  await expect.poll(() => asked.length).toBe(1)
  expect(await lastName.inputValue()).toBe('')
})

it('Cancel asks once, then shows what is stored', async () => {
  const { page, asked, answers, lastName } = await openUser()
  const cancel = page.getByRole('link', { name: 'Cancel' }).or(page.getByRole('button', { name: 'Cancel' }))
  await lastName.fill('Fernández')
  await cancel.click()
  await expect.poll(() => asked.length).toBe(1)
  expect(await lastName.inputValue()).toBe('Fernández')
  answers.leave = true
  await cancel.click()
  await expect.poll(() => lastName.inputValue()).toBe('García')
  expect(await page.getByText('Unsaved changes').isVisible()).toBe(false)
  expect(asked).toHaveLength(2)
})

it('nothing typed, nothing asked', async () => {
  const { page, asked, lastName } = await openUser()
  await lastName.fill('Fernández')
  await lastName.fill('García')
  await tab(page, 'Notes').click()
  await expect.poll(() => page.title()).toContain('Notes')
  await page.reload()
  expect(asked).toEqual([])
})
