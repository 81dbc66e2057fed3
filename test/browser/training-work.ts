import { expect } from 'vitest'
import { field } from '#test/browser.ts'
import type { Training } from './training.ts'
import { heading, region, replaceCard, said, tab } from './training.ts'

/** The password that staff set, and the one that its owner puts in its place. */
export const lent = 'first day at the desk'
const own = 'chosen by herself alone'

export async function putPatronRight({ page, hands, look }: Training) {
  await heading(page, 'Find and manage users').waitFor()
  await look()
  await hands.search('garcia maria')
  await page.getByRole('status').filter({ hasText: '1 found for garcia maria in All' }).waitFor()
  await look()
  await hands.press(page.getByRole('link', { name: 'García, María' }))
  await heading(page, 'García, María').waitFor()
  await look()
  await hands.type(field(page, 'Preferred first name'), 'Maja')
  await hands.choose(field(page, 'User group'), 'Faculty')
  await hands.save()
  await said(page, 'Saved: Preferred first name, User group.')

  await hands.press(tab(page, 'Contact information'))
  const emails = region(page, 'Email addresses')
  await hands.press(emails.getByRole('link', { name: 'Add email address' }))
  await hands.type(field(page, 'Email address'), 'maja@example.org')
  await hands.tick(emails.getByRole('checkbox', { name: 'Preferred' }))
  await look()
  await hands.save()
  await said(page, 'Added.')
  const preferred = emails.getByRole('listitem').filter({ hasText: 'Preferred' })
  expect(await preferred.allInnerTexts()).toEqual([expect.stringContaining('maja@example.org')])

  await replaceCard({ page, hands, look }, '29871000346')

  await hands.press(tab(page, 'Notes'))
  await hands.press(page.getByRole('link', { name: 'Add note' }))
  await hands.choose(field(page, 'Type'), 'Library')
  await hands.type(field(page, 'Note'), 'Ask for her new address')
  await hands.tick(page.getByRole('checkbox', { name: 'Pop-up' }))
  await look()
  await hands.save()
  const popups = region(page, 'Pop-up notes')
  await popups.getByText('Ask for her new address').waitFor()
  await look()
  await hands.press(popups.getByRole('button', { name: 'Acknowledge' }))
  await popups.waitFor({ state: 'detached' })
}

export async function seeWhatChanged({ page, hands, look }: Training) {
  await hands.press(tab(page, 'History'))
  const rows = page.getByRole('table', { name: 'History' }).getByRole('row')
  await rows.first().waitFor()
  await look()
  const summary = await region(page, 'Summary').innerText()
  expect(summary).toMatch(/User group\s+Faculty[\s\S]*Email\s+maja@example\.org[\s\S]*Barcode\s+29871000999/)
  await heading(page, 'García, Maja').waitFor()
  expect(await tab(page, 'Notes').innerText()).toMatch(/\b1$/)
  const lines = (await rows.allInnerTexts()).map((line) => line.replace(/\s+/g, ' '))
  const changes = [
    'Note Added Ask for her new address',
    'Note: Pop-up Added yes',
    'Identifier: Status Card replaced Active Inactive',
    'Identifier: Value Card replaced 29871000999',
    'Email address Added maja@example.org',
    'Email address: Preferred Added yes no',
    'Preferred first name Maja',
    'User group Faculty',
  ]
  for (const change of changes) expect(lines).toContainEqual(expect.stringMatching(`Ada Administrator form ${change}$`))
}

export async function addColleague({ page, hands, look, scripts }: Training) {
  await hands.addUser()
  await heading(page, 'Add user').waitFor()
  await look()
  await hands.pick(page.getByRole('radio', { name: 'Staff' }))
  await hands.type(field(page, 'First name'), 'Maria')
  await hands.type(field(page, 'Last name'), 'Santos')
  await hands.type(field(page, 'Primary identifier'), 'mgarcia')
  const duplicates = region(page, 'Possible duplicates')
  const likely = duplicates.getByRole('link', { name: 'Santos, Maria' })
  if (scripts) await likely.waitFor()
  await hands.saveAndContinue()
  const taken = /^mgarcia already belongs to García, Maja \(mgarcia\)/
  await page.getByRole('alert').getByRole('link', { name: taken }).waitFor()
  await duplicates.getByText('same identifier').waitFor()
  await look()
  await hands.type(field(page, 'Primary identifier'), 'msantos2')
  await hands.saveAndContinue()
  await page.getByRole('alert').getByText('Is this somebody new?').waitFor()
  await likely.waitFor()
  expect(await duplicates.innerText()).toContain('same name')
  await look()
  await hands.press(page.getByRole('button', { name: 'Create anyway' }))
  await said(page, 'Santos, Maria was added.')
  expect(await region(page, 'Summary').innerText()).toMatch(/msantos2[\s\S]*Record type\s+Staff/)
}

export async function makeManager({ page, hands, look }: Training) {
  const roles = region(page, 'Roles')
  await hands.press(roles.getByRole('link', { name: 'Add role' }))
  await hands.choose(field(page, 'Role'), 'User Manager')
  await look()
  await hands.press(roles.getByRole('button', { name: 'Add', exact: true }))
  await roles.getByRole('row').filter({ hasText: 'User Manager' }).waitFor()
  await said(page, 'Added.')

  const secrets = region(page, 'Password')
  await hands.press(secrets.getByRole('link', { name: 'Reset password' }))
  await hands.type(field(page, 'New password'), lent)
  await hands.type(field(page, 'Verify password'), lent)
  expect(await secrets.getByRole('checkbox', { name: 'Must be changed at next sign-in' }).isChecked()).toBe(true)
  await look()
  await hands.press(secrets.getByRole('button', { name: 'Set password' }))
  await said(page, 'The password of Santos, Maria is set.')
}

export async function chooseOwnPassword({ page, hands, look }: Training) {
  await heading(page, 'Change your password').waitFor()
  await page.goto('/users')
  await heading(page, 'Change your password').waitFor()
  await look()
  await hands.type(field(page, 'New password'), own)
  await hands.type(field(page, 'Verify password'), own)
  await hands.press(page.getByRole('button', { name: 'Change password' }))
  await said(page, 'Your password is changed.')
  await heading(page, 'Find and manage users').waitFor()
}

export async function editPatron({ page, hands, look }: Training) {
  await hands.search('mgarcia')
  const popups = region(page, 'Pop-up notes')
  await popups.getByText('Ask for her new address').waitFor()
  await look()
  await hands.press(popups.getByRole('button', { name: 'Acknowledge' }))
  await popups.waitFor({ state: 'detached' })
  await hands.type(field(page, 'Expiration date'), '2027-09-30')
  await hands.save()
  await said(page, 'Saved: Expiration date.')
}
