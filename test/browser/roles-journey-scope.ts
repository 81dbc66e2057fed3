import { expect } from 'vitest'
import { field } from '#test/browser.ts'
import type { House } from './roles-journey.ts'
import { expectNotTaken, expectRefused, linksIn } from './roles-journey.ts'
import { heading, region, said } from './training.ts'

const tooMuch = 'permits more than your own roles do, so you can neither give nor take it.'

/** In their own library: the scope is offered, and the desk that goes with the role. */
export async function giveDeskRole(house: House): Promise<void> {
  const { page, hands, look, colleagues } = house
  expect(await linksIn(page, 'Main')).toEqual([
    'Find and manage users',
    'Recent users',
    'Add user',
    'Quick registration',
    'Sets',
    'Bulk changes',
    'Bin',
    'Reports',
  ])
  await hands.search('newcomer')
  await hands.press(page.getByRole('link', { name: 'Newcomer, Noor' }))
  await heading(page, 'Newcomer, Noor').waitFor()
  const roles = region(page, 'Roles')
  await roles.getByText('No role yet.').waitFor()
  await hands.press(roles.getByRole('link', { name: 'Add role' }))
  await hands.choose(field(page, 'Role'), 'Circulation Desk Operator')
  const options = (label: string) => field(page, label).locator('option').allInnerTexts()
  expect((await options('Scope')).filter(Boolean)).toEqual(['Main library'])
  const offered = await options('Role')
  for (const name of ['User Manager', 'Circulation Desk Manager', 'Fulfillment Services Operator'])
    expect(offered).toContain(name)
  for (const name of ['General System Administrator', 'User Administrator', 'Cataloger']) expect(offered).not.toContain(name)
  await hands.choose(field(page, 'Scope'), 'Main library')
  await hands.choose(field(page, 'Circulation desk'), 'Main desk')
  await look()
  await hands.press(roles.getByRole('button', { name: 'Add', exact: true }))
  await said(page, 'Added.')
  const given = roles.getByRole('row').filter({ hasText: 'Circulation Desk Operator' })
  expect(await given.innerText()).toMatch(/Main desk[\s\S]*Main library[\s\S]*Active/)
  expect(await given.getByRole('link').allInnerTexts()).toEqual(
    ['Edit', 'End', 'Remove'].map((act) => expect.stringContaining(act)),
  )
  await look()

  await hands.press(given.getByRole('link', { name: 'Edit' }))
  await hands.type(field(page, 'Expires'), '2027-06-30')
  await hands.save()
  await said(page, 'Saved: Expires.')
  await given.getByText('2027-06-30').waitFor()
  await expectNotTaken(house, `/users/${colleagues.newcomer.id}/general/roles/new`, { role: '50', scope: 'MAIN' }, tooMuch)
}

/** In another library, and in the whole institution: no form is drawn for it, and no post is taken. */
export async function isRefusedElsewhere(house: House): Promise<void> {
  const { page, hands, look, colleagues, people } = house
  const newcomer = `/users/${colleagues.newcomer.id}/general/roles`
  for (const scope of ['SCI', 'INSTITUTION']) await expectNotTaken(house, `${newcomer}/new`, { role: '32', scope }, tooMuch)
  const carried = 'only someone who manages roles of the whole institution gives or takes it.'
  await expectNotTaken(house, `${newcomer}/new`, { role: '204', scope: 'MAIN' }, carried)
  for (const { id, primaryId } of [colleagues.everywhere, colleagues.elsewhere, people.administrator ?? colleagues.everywhere]) {
    await hands.search(primaryId)
    await page.waitForURL((url) => url.pathname === `/users/${id}/general`)
    const roles = region(page, 'Roles')
    const held = roles.locator('tbody tr')
    await held.first().waitFor()
    expect(await held.getByRole('link').or(held.getByRole('button')).count()).toBe(0)
    const row = (await held.first().getAttribute('id'))?.split('-')[1]
    await look()
    for (const act of ['edit', 'ending', 'removal']) {
      const path = `/users/${id}/general/roles/${row}/${act}`
      await expectNotTaken(house, path, { status: 'INACTIVE' }, tooMuch)
      await expectRefused(house, path, tooMuch)
    }
    await page.goto(`/users/${id}/general`)
    expect(await held.first().innerText()).toContain('Active')
  }
  for (const path of ['/configuration', '/configuration/profiles', '/configuration/rules', '/activity'])
    await expectRefused(house, path, 'Your roles do not permit this.')
}
