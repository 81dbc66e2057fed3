import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { expectFocus } from './hands.ts'

const openDesk = useDesks()

async function openUser() {
  const desk = await openDesk()
  const user = await desk.makeUser({ values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' } })
  await desk.signIn('administrator', `/users/${user.id}/general`)
  const { page } = desk
  return { ...desk, search: page.getByLabel('Search for'), help: page.getByRole('dialog', { name: 'Keyboard shortcuts' }) }
}

it('/ goes to the search from anywhere but a field', async () => {
  const { page, search } = await openUser()
  await page.keyboard.press('/')
  await expectFocus(search)
  expect(await search.inputValue()).toBe('')
  await page.getByRole('link', { name: 'Notes' }).click()
  await expect.poll(() => page.title()).toContain('Notes')
  await page.keyboard.press('/')
  await expectFocus(search)
  await page.keyboard.type('a/b?')
  expect(await search.inputValue()).toBe('a/b?')
  await page.getByRole('link', { name: 'General information' }).click()
  const website = field(page, 'Website')
  await website.pressSequentially('https://x/?')
  await expectFocus(website)
  expect(await website.inputValue()).toBe('https://x/?')
  await field(page, 'Title').press('/')
  await expectFocus(field(page, 'Title'))
})

it('? opens the list of keys, Esc closes it and gives the focus back', async () => {
  const { page, help } = await openUser()
  const notes = page.getByRole('link', { name: 'Notes' })
  await notes.focus()
  await page.keyboard.press('?')
  await help.waitFor()
  expect(await help.innerText()).toContain('Search for users')
  await page.keyboard.press('/')
  expect(await help.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await expectFocus(notes)
  await page.getByRole('link', { name: 'Keyboard shortcuts' }).click()
  await help.getByRole('button', { name: 'Close' }).click()
  await help.waitFor({ state: 'hidden' })
})

it.each(['Control+s', 'Meta+s'])('%s saves, once, also from within a field', async (keys) => {
  const { page } = await openUser()
  await field(page, 'Last name').fill('Fernández')
  await field(page, 'Last name').press(keys)
  await page.getByRole('status').getByText('Saved: Last name.').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Fernández, María' }).waitFor()
})

it('Enter in a field saves its form', async () => {
  const { page } = await openUser()
  await field(page, 'Last name').fill('Fernández')
  await field(page, 'Last name').press('Enter')
  await page.getByRole('status').getByText('Saved: Last name.').waitFor()
})

it('shortcuts are switched off per person, and on again', async () => {
  const { page, search, help } = await openUser()
  await page.keyboard.press('?')
  await help.getByRole('switch', { name: 'Shortcuts' }).uncheck()
  await page.getByRole('status').getByText('Shortcuts are off.').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('?')
  expect(await help.isVisible()).toBe(false)
  expect(await search.evaluate((element) => element === document.activeElement)).toBe(false)
  await page.getByRole('link', { name: 'Keyboard shortcuts' }).click()
  await help.getByRole('switch', { name: 'Shortcuts' }).check()
  await page.getByRole('status').getByText('Shortcuts are on.').waitFor()
  await page.keyboard.press('/')
  await expectFocus(search)
})
