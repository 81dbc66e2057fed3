import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { House } from './roles-journey.ts'
import { linksIn, onEachTab } from './roles-journey.ts'
import { heading, region } from './training.ts'

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' })

/** Every tab of a record, those of staff too, with what can be done there. */
export async function changesAnyRecord(house: House): Promise<void> {
  const { page, hands, look } = house
  expect(await linksIn(page, 'Main')).toEqual([
    'Find and manage users',
    'Recent users',
    'Add user',
    'Quick registration',
    'Sets',
    'Bulk changes',
    'Bin',
    'Activity',
    'Reports',
    'Synchronisation',
    'Configuration',
  ])
  await hands.search('nevery')
  await heading(page, 'Everywhere, Noor').waitFor()
  const tabs = await linksIn(page, 'User details')
  const held = region(page, 'Roles').getByRole('row').filter({ hasText: 'Circulation Desk Operator' })
  expect(await held.getByRole('link').count()).toBe(3)
  const adds: Record<string, string[]> = {
    'General information': ['Add role', 'Add from profile', 'Copy roles from another user', 'Reset password'],
    'Contact information': ['Add address', 'Add phone number', 'Add email address'],
    Identifiers: ['Replace card', 'Add identifier'],
    Notes: ['Add note'],
  }
  expect(tabs).toEqual(expect.arrayContaining([...Object.keys(adds), 'History']))
  await onEachTab(house, tabs.toReversed(), async (name) => {
    const there = await page.getByRole('main').getByRole('link').allInnerTexts()
    for (const act of adds[name] ?? []) expect(there).toContain(act)
  })
  await look()
}

/** Each page that the overview leads to opens, under the name that it has there. */
export async function opensConfiguration({ page, hands, look }: House): Promise<void> {
  await hands.press(main(page).getByRole('link', { name: 'Configuration' }))
  await heading(page, 'Configuration').waitFor()
  await look()
  const links = page.getByRole('main').getByRole('link')
  const names = await links.allInnerTexts()
  for (const name of ['Institution', 'Libraries', 'Profiles', 'Role assignment rules', 'Mandatory fields', 'Settings'])
    expect(names).toContain(name)
  for (const [place, name] of names.entries()) {
    await hands.press(links.nth(place))
    await heading(page, name).waitFor()
    await hands.press(page.getByRole('navigation', { name: 'Above' }).getByRole('link', { name: 'Configuration' }))
    await heading(page, 'Configuration').waitFor()
  }
}

/** What was done and who may what: in the whole institution. */
export async function looksBack({ page, hands, look }: House): Promise<void> {
  const walk = async (menu: string, named: string, names: [tab: string, heading: string][]) => {
    await hands.press(main(page).getByRole('link', { name: menu }))
    for (const [name, title] of names) {
      await hands.press(page.getByRole('navigation', { name: named }).getByRole('link', { name, exact: true }))
      await heading(page, title).waitFor()
      await page.getByRole('navigation', { name: named }).locator('[aria-current=page]').getByText(name).waitFor()
      await look()
    }
  }
  await walk('Activity', 'Activity', [
    ['Sign-ins', 'Sign-ins'],
    ['Changes', 'Activity'],
  ])
  await page.getByRole('table', { name: 'Activity' }).getByText('Noor').first().waitFor()
  await walk('Reports', 'Reports', [
    ['Compare two users', 'Compare two users'],
    ['Not signed in', 'Not signed in'],
    ['Permissions', 'Permissions'],
    ['Roles held', 'Roles held'],
  ])
  const everywhere = page.getByRole('table', { name: 'Roles held' }).getByRole('row').filter({ hasText: 'Everywhere, Noor' })
  expect(await everywhere.innerText()).toMatch(/Circulation Desk Operator[\s\S]*Institution/)
}
