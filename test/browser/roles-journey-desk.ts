import { expect } from 'vitest'
import { field } from '#test/browser.ts'
import type { House } from './roles-journey.ts'
import { expectNotTaken, expectRefused, leads, linksIn, onEachTab } from './roles-journey.ts'
import { heading, region, replaceCard, said, tab } from './training.ts'

/** Found by the card, and by the name; the phone number is put right, the card replaced, a note left. */
export async function serveReader({ page, hands, look }: House): Promise<void> {
  await look()
  await hands.search('garcia tom')
  await page.getByRole('status').filter({ hasText: '1 found for garcia tom in All' }).waitFor()
  await hands.search('29871000345')
  await heading(page, 'García-Peña, Tom').waitFor()

  await hands.press(tab(page, 'Contact information'))
  const phones = region(page, 'Phone numbers')
  await hands.press(phones.getByRole('link', { name: 'Edit +44 20 7946 0018' }))
  await hands.type(field(page, 'Phone number'), '+44 20 7946 0099')
  await look()
  await hands.save()
  await said(page, 'Saved: Phone number.')
  await phones.getByRole('link', { name: 'Edit +44 20 7946 0099' }).waitFor()

  await replaceCard({ page, hands, look }, '29871000345')

  await hands.press(tab(page, 'Notes'))
  await hands.press(page.getByRole('link', { name: 'Add note' }))
  await hands.choose(field(page, 'Type'), 'Circulation')
  await hands.type(field(page, 'Note'), 'Left his umbrella at the desk')
  await look()
  await hands.save()
  await said(page, 'Added.')
  const note = region(page, 'Notes').getByRole('listitem').filter({ hasText: 'Left his umbrella at the desk' })
  expect(await note.innerText()).toContain('Otto Operator')
}

const closed = /^\/(configuration|activity|reports|roles)\b|^\/users\/\d+\/(history|general\/(roles|password))\b/

/** Neither page nor menu leads to roles, history or configuration, or anything beyond. */
export async function isShownNoMore(house: House): Promise<void> {
  const { page, look } = house
  expect(await linksIn(page, 'Main')).toEqual(['Find and manage users', 'Recent users', 'Add user', 'Quick registration'])
  const tabs = await linksIn(page, 'User details')
  expect(tabs).toEqual(expect.arrayContaining(['General information', 'Contact information', 'Identifiers', 'Notes']))
  expect(tabs).not.toContain('History')
  await onEachTab(house, tabs.toReversed(), async (name) => {
    expect([name, (await leads(page)).filter((address) => closed.test(address))]).toEqual([name, []])
  })
  const roles = region(page, 'Roles')
  await roles.getByRole('row').filter({ hasText: 'Patron' }).waitFor()
  for (const part of [roles, region(page, 'Password')])
    expect(await part.getByRole('link').or(part.getByRole('button')).count()).toBe(0)
  await look()
}

export async function isRefusedMore(house: House): Promise<void> {
  const { page, reader, look } = house
  const user = `/users/${reader.id}`
  const refused: [path: string, right: string][] = [
    [`${user}/history`, 'see history'],
    [`${user}/general/roles/new`, 'manage roles'],
    [`${user}/general/roles/profile`, 'manage roles'],
    [`${user}/general/roles/copy`, 'manage roles'],
    [`${user}/general/password`, 'reset passwords'],
    ['/reports/roles', 'manage roles'],
    ['/roles/compare', 'manage roles'],
    ['/configuration', 'configure'],
    ['/configuration/codes/UserGroups', 'configure'],
    ['/configuration/codes/UserGroups/new', 'configure'],
    ['/configuration/mandatory', 'configure'],
    ['/configuration/settings', 'configure'],
    ['/configuration/profiles', 'configure'],
    ['/configuration/rules', 'configure'],
    ['/activity', 'see activity'],
    ['/activity/sign-ins', 'see activity'],
  ]
  const words = (right: string) => `Your roles do not permit this. It needs the right to ${right}.`
  for (const [path, right] of refused) await expectRefused(house, path, words(right))
  await look()
  await expectNotTaken(house, `${user}/general/roles/new`, { role: '32', scope: 'INSTITUTION' }, words('manage roles'))
  await expectNotTaken(house, '/configuration/institution', { institution: 'Mine' }, words('configure'))
  await page.goto(`${user}/general`)
  expect(await region(page, 'Roles').getByRole('table').locator('tbody tr').allInnerTexts()).toHaveLength(1)
  expect(await page.getByRole('banner').innerText()).toContain('My library')
}
