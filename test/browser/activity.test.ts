import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()

it.each([true, false])('finds what somebody did and takes it along as a file (scripts: %s)', async (scripts) => {
  const { page, signIn, makeUser } = await openDesk({ scripts })
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' } })
  await signIn('administrator', `/users/${user.id}/general`)
  await field(page, 'Last name').fill('Li')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved: Last name').waitFor()
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await field(page, 'Person').fill('ada')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByText('Only Administrator, Ada').waitFor()
  expect(new URL(page.url()).searchParams.get('who')).toBe('ada')
  const rows = page.getByRole('table', { name: 'Activity' }).getByRole('row')
  expect(await rows.count()).toBe(2)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as CSV' }).click()])
  const text = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(text[1]).toMatch(/Ada Administrator,ada,form,User,"Li, Ana",\d+,Changed,Last name,Lee,Li$/)
  await page.getByRole('link', { name: 'Show all' }).click()
  await page.getByRole('table', { name: 'Activity' }).getByText('Exported').waitFor()
  await page.getByRole('link', { name: 'Li, Ana' }).first().click()
  await page.getByRole('table', { name: 'History' }).waitFor()
})
