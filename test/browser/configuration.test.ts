import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()

it.each([true, false])('a table of codes is set up by keys and buttons alone (scripts run: %s)', async (scripts) => {
  const { page, signIn } = await openDesk({ scripts })
  await signIn('administrator')
  if (scripts) await page.keyboard.type('gc')
  else await page.getByRole('link', { name: 'Configuration' }).click()
  await page.waitForURL('**/configuration')
  await page.getByRole('link', { name: 'User groups' }).click()
  await page.getByRole('link', { name: 'Add user group' }).click()
  await field(page, 'Code').fill('YEAR7')
  await field(page, 'Description').fill('Year 7')
  await page.getByRole('checkbox', { name: 'Staff' }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('row', { name: /YEAR7/ })
  await row.getByText('Public').waitFor()
  const codes = () => page.locator('.codes td.mono').allInnerTexts()
  const up = page.getByRole('button', { name: 'Move up Year 7' })
  for (const place of [7, 6, 5]) {
    await up.press('Enter')
    await expect.poll(async () => (await codes()).indexOf('YEAR7')).toBe(place - 1)
    await expect.poll(() => up.evaluate((button) => button === document.activeElement)).toBe(true)
  }
  await row.locator('.menu > summary').click()
  await row.getByRole('button', { name: 'Disable' }).click()
  await row.getByText('Disabled').waitFor()
  await row.locator('.menu > summary').click()
  await row.getByRole('link', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Removed Year 7.').waitFor()
  expect(await codes()).not.toContain('YEAR7')
})
