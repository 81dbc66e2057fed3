import { expect, it } from 'vitest'
import { useDesks } from '#test/browser.ts'

const openDesk = useDesks()
const ana = { primaryId: 'ana7', firstName: 'Ana', lastName: 'Lee', recordType: 'STAFF' }

it.each([true, false])('deletes, finds in the bin, restores, changes type, deletes and erases (scripts: %s)', async (scripts) => {
  const { page, signIn, makeUser } = await openDesk({ people: ['manager'], scripts })
  const user = await makeUser({ values: { ...ana } })
  await signIn('manager', `/users/${user.id}/general`)
  const main = page.locator('main')
  const said = page.getByRole('status').filter({ hasText: /bin|Restored|type is|Erased/ })

  await page.getByText('More', { exact: true }).click()
  await page.getByRole('link', { name: 'Move to the bin' }).click()
  await main.getByRole('button', { name: 'Move to the bin' }).click()
  await said.filter({ hasText: 'Lee, Ana is in the bin.' }).waitFor()

  await page.goto('/users/bin')
  await main.getByLabel('Name or identifier').fill('ana7')
  await main.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/find=ana7/)
  await main.getByRole('button', { name: 'Restore Lee, Ana' }).click()
  await said.filter({ hasText: 'Restored Lee, Ana, as it was.' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/users/${user.id}/general`)

  await page.goto(`/users/${user.id}/record-type`)
  await page.getByRole('link', { name: 'Change to Public' }).click()
  await main.getByRole('button', { name: 'Change record type' }).click()
  await said.filter({ hasText: 'The record type is Public now.' }).waitFor()

  await page.goto(`/users/${user.id}/account-type`)
  await main.getByRole('radio', { name: 'External', exact: true }).check()
  await main.getByRole('textbox', { name: 'Source' }).fill('SIS_1')
  await main.getByRole('button', { name: 'Change account type' }).click()
  await said.filter({ hasText: 'The account type is External now.' }).waitFor()

  await page.goto(`/users/${user.id}/bin`)
  await main.getByRole('button', { name: 'Move to the bin' }).click()
  await main.getByLabel('Primary identifier').fill('ana')
  await main.getByRole('button', { name: 'Erase now' }).click()
  await page.getByRole('alert').filter({ hasText: 'Type the primary identifier ana7' }).waitFor()
  await main.getByLabel('Primary identifier').fill('ana7')
  await main.getByRole('button', { name: 'Erase now' }).click()
  await said.filter({ hasText: 'Erased Lee, Ana.' }).waitFor()
  expect((await page.goto(`/users/${user.id}/general`))?.status()).toBe(404)
})
