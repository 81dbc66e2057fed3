import { expect, it } from 'vitest'
import { setUpToken } from '#test/app.ts'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()

it.each([true, false])('a library is set up by its one-time address, scripts %s', async (scripts) => {
  const { page } = await openDesk({ empty: true, scripts })
  await page.goto(`/setup?token=${setUpToken}`)
  expect(new URL(page.url()).search).toBe('')
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Set up Foyer')
  await field(page, 'Institution name').fill('Northfield College Library')
  await field(page, 'First name').fill('Ines')
  await field(page, 'Last name').fill('Okafor')
  await field(page, 'Primary identifier').fill('iokafor')
  await field(page, 'Password').fill('quiet reading room')
  await field(page, 'Verify password').fill('quiet reading hall')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('link', { name: 'The two passwords are not alike' }).waitFor()
  expect(await field(page, 'Institution name').inputValue()).toBe('Northfield College Library')
  await field(page, 'Password').fill('quiet reading room')
  await field(page, 'Verify password').fill('quiet reading room')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('status').getByText('Foyer is set up').waitFor()
  await field(page, 'Identifier').fill('IOKAFOR')
  await field(page, 'Password').fill('quiet reading room')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Find and manage users' }).waitFor()
  expect(await page.getByRole('banner').innerText()).toContain('Northfield College Library')
  expect(await page.getByText('Ines Okafor').isVisible()).toBe(true)
})
