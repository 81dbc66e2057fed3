import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { tom } from './people.ts'

const openDesk = useDesks()
const fromMenu = async (page: Page, act: string) => {
  await page.getByText('More', { exact: true }).click()
  await page.getByRole('link', { name: act, exact: true }).click()
}

async function openTom(scripts: boolean) {
  const desk = await openDesk({ scripts })
  const { id } = await desk.makeUser(tom)
  await desk.signIn('manager', `/users/${id}/general`)
  return desk
}

it.each([true, false])('a user is printed, exported and duplicated from the menu; scripts: %s', async (scripts) => {
  const { page } = await openTom(scripts)
  await fromMenu(page, 'Print')
  await page.getByRole('heading', { level: 1, name: 'García-Peña, Tom' }).waitFor()
  const button = page.getByRole('button', { name: 'Print' })
  if (scripts) await button.waitFor()
  else expect(await button.count()).toBe(0)
  await page.getByRole('link', { name: 'Back to the record' }).click()

  await fromMenu(page, 'Export data')
  await page.getByRole('checkbox', { name: 'Also notes that only staff see' }).check()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'File of data (JSON)' }).click()
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(file.user).toMatchObject({ primaryId: 'tgarciap' })

  await fromMenu(page, 'Duplicate')
  expect(await field(page, 'Last name').inputValue()).toBe('García-Peña')
  await field(page, 'First name').fill('Inés')
  await field(page, 'Primary identifier').fill('igarciap')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { level: 1, name: 'García-Peña, Inés' }).waitFor()
})

it('the button opens the dialog of the browser, only when pressed, and the sheet is one page', async () => {
  const { page } = await openTom(true)
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await fromMenu(page, 'Print')
  expect(await page.locator('[data-printed]').count()).toBe(0)
  await page.getByRole('button', { name: 'Print' }).click()
  expect(await page.locator('[data-printed]').count()).toBe(1)
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})
