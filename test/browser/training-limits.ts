import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from '#test/people.ts'
import { cast } from '#test/people.ts'
import type { Training } from './training.ts'
import { heading, region, tab } from './training.ts'

export const staff = (Object.keys(cast) as Person[]).filter((person) => person !== 'patron')
const newPassword = { newPassword: 'a door for myself', verifyPassword: 'a door for myself' }

export async function cannotRise(training: Training, colleague: number) {
  const { page, hands, look } = training
  await hands.search('msantos2')
  await heading(page, 'Santos, Maria').waitFor()
  const roles = region(page, 'Roles')
  await roles.getByText('Nobody changes their own roles.').waitFor()
  expect(await roles.getByRole('link').or(roles.getByRole('button')).count()).toBe(0)
  const asked = { role: '26', scope: 'INSTITUTION' }
  await expectClosed(training, `/users/${colleague}/general/roles/new`, asked, 'Nobody changes their own roles.')
  await look()
  await page.goto(`/users/${colleague}/general`)
  expect(await roles.getByRole('row').allInnerTexts()).toEqual([expect.any(String), expect.stringContaining('User Manager')])
}

export async function cannotTakeOver(training: Training, administrator: number) {
  const { page, hands, look } = training
  const of = `/users/${administrator}`
  await hands.search('ada')
  await heading(page, 'Administrator, Ada').waitFor()
  await expectNoReset(page)
  await look()
  await expectClosed(training, `${of}/general/password`, newPassword, 'This user is staff.')

  await page.goto(`${of}/general`)
  await hands.press(tab(page, 'Contact information'))
  const emails = region(page, 'Email addresses')
  const row = emails.getByRole('listitem')
  await row.getByText('ada@northfield.edu').waitFor()
  expect(await emails.getByRole('link').or(emails.getByRole('button')).count()).toBe(0)
  expect(await region(page, 'Phone numbers').getByRole('link', { name: 'Add phone number' }).count()).toBe(1)
  await look()
  const rows = `${of}/contact/emails`
  const [, id] = (await row.getAttribute('id'))?.split('-') ?? []
  for (const path of [`${rows}/new`, `${rows}/${id}/edit`, `${rows}/${id}/removal`])
    await expectClosed(training, path, { address: 'maria@example.org', preferred: 'on' }, 'This user is staff.')
  await page.goto(`${of}/contact`)
  expect(await row.allInnerTexts()).toEqual([expect.stringContaining('ada@northfield.edu')])
}

export async function cannotSetPasswordsOfStaff(training: Training, colleague: number) {
  const { page, hands, people } = training
  await heading(page, 'Find and manage users').waitFor()
  const others = staff.filter((person) => person !== 'deskManager').map((person) => people[person])
  for (const { id, primaryId } of [...others.filter((one) => one !== undefined), { id: colleague, primaryId: 'msantos2' }]) {
    await hands.search(primaryId)
    await page.waitForURL(`/users/${id}/general`)
    await expectNoReset(page)
    await expectClosed(training, `/users/${id}/general/password`, newPassword, 'This user is staff.')
  }
  await hands.search('dora')
  await heading(page, 'Deskmanager, Dora').waitFor()
  expect(await region(page, 'Password').getByRole('link').allInnerTexts()).toEqual(['Change password'])
  await expectClosed(training, `/users/${people.deskManager?.id}/general/password`, newPassword, 'You change your own password')
  await hands.search('lgarcia')
  await hands.press(region(page, 'Password').getByRole('link', { name: 'Reset password' }))
  await page.getByRole('button', { name: 'Set password' }).waitFor()
}

async function expectNoReset(page: Page) {
  const secrets = region(page, 'Password')
  await secrets.getByText('This user is staff: the password can be set only by').waitFor()
  expect(await secrets.getByRole('link').or(secrets.getByRole('button')).count()).toBe(0)
}

/** Neither is the form drawn at its address, nor is a post taken that this browser might make up. */
async function expectClosed({ page }: Training, path: string, form: Record<string, string>, words: string) {
  expect((await page.goto(path))?.status()).toBe(403)
  await heading(page, 'Not allowed').waitFor()
  expect(await page.getByRole('main').locator('form').count()).toBe(0)
  const _csrf = await page.locator('input[name=_csrf]').first().inputValue()
  const answer = await page.request.post(path, { form: { _csrf, ...form }, maxRedirects: 0 })
  expect(answer.status()).toBe(403)
  // A token that is not good answers 403 as well, in other words.
  expect(await answer.text()).toContain(words)
}
