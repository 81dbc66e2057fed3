import { expect } from 'vitest'
import { setUpToken } from '#test/app.ts'
import { field } from '#test/browser.ts'
import type { Training } from './training.ts'
import { heading, region, said, signIn } from './training.ts'

const secret = 'quiet reading room'

export async function setUp(training: Training): Promise<void> {
  const { page, hands } = training
  await page.goto(`/setup?token=${setUpToken}`)
  await heading(page, 'Set up Foyer').waitFor()
  const typed = {
    'Institution name': 'Hillside',
    'First name': 'Ines',
    'Last name': 'Okafor',
    'Primary identifier': 'iokafor',
    Password: secret,
    'Verify password': secret,
  }
  for (const [label, words] of Object.entries(typed)) await hands.type(field(page, label), words)
  await hands.press(page.getByRole('button', { name: 'Create administrator' }))
  await said(page, 'Foyer is set up. Sign in as iokafor.')
  await signIn(training, 'iokafor', secret)
  await heading(page, 'Find and manage users').waitFor()
}

/** Goes to a page of the configuration by its links alone. */
export async function open({ page, hands }: Training, name: string): Promise<void> {
  await hands.press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Configuration' }))
  await heading(page, 'Configuration').waitFor()
  await hands.press(page.getByRole('main').getByRole('link', { name, exact: true }))
  await heading(page, name).waitFor()
}

export async function nameInstitution(training: Training): Promise<void> {
  const { page, hands, look } = training
  await open(training, 'Institution')
  await hands.type(field(page, 'Institution name'), 'Hillside School Library')
  await look()
  await hands.save()
  await said(page, 'Saved: Institution name.')
  await page.getByRole('banner').getByText('Hillside School Library').waitFor()
}

type Code = { code: string; description: string; closedTo?: string; parent?: [label: string, name: string] }
async function addCodes(training: Training, table: string, one: string, codes: Code[]): Promise<void> {
  const { page, hands, look } = training
  await open(training, table)
  for (const { code, description, closedTo, parent } of codes) {
    await hands.press(page.getByRole('link', { name: new RegExp(`^Add (${one}|the first)$`) }).first())
    await hands.type(field(page, 'Code'), code)
    await hands.type(field(page, 'Description'), description)
    if (closedTo) await page.getByRole('checkbox', { name: closedTo }).uncheck()
    if (parent) await hands.choose(field(page, parent[0]), parent[1])
    await hands.save()
    await said(page, 'Added.')
    await page.getByRole('row').filter({ hasText: code }).getByText(description).first().waitFor()
  }
  await look()
}

/** Groups of its own in place of a shipped one, two libraries, and a desk in one of them. */
export async function keepOwnCodes(training: Training): Promise<void> {
  const { page, hands, look } = training
  await addCodes(training, 'User groups', 'user group', [
    { code: 'PUPIL', description: 'Pupil', closedTo: 'Staff' },
    { code: 'TEACHER', description: 'Teacher' },
    { code: 'PARENT', description: 'Parent', closedTo: 'Staff' },
  ])
  const shipped = page.getByRole('row').filter({ hasText: 'UNDERGRAD' })
  await hands.press(shipped.locator('.menu > summary'))
  await hands.press(shipped.getByRole('button', { name: 'Disable' }))
  await said(page, 'Undergraduate student is disabled: it stays where it is and cannot be chosen.')
  await shipped.getByText('Disabled').waitFor()
  await look()
  await addCodes(training, 'Libraries', 'library', [
    { code: 'MAIN', description: 'Main library' },
    { code: 'JUNIOR', description: 'Junior library' },
  ])
  await addCodes(training, 'Circulation desks', 'circulation desk', [
    { code: 'FRONT', description: 'Front desk', parent: ['Library', 'Main library'] },
  ])
}

export async function askForMore(training: Training): Promise<void> {
  const { page, hands, look } = training
  await open(training, 'Settings')
  await hands.type(field(page, 'Barcode pattern'), 'prefix=77 length=8 check=none')
  await hands.save()
  await said(page, 'Saved: Barcode pattern.')
  await page.getByText('Next: 77000001.').waitFor()
  await look()
  await open(training, 'Mandatory fields')
  await hands.tick(region(page, 'Public').getByRole('checkbox', { name: 'Birth date' }))
  await hands.press(page.getByRole('button', { name: 'Save Public' }))
  await said(page, 'Saved. Mandatory for Public: Birth date.')
  await look()
}

/** Whoever works at circulation gets the role of the front desk. */
export async function giveDeskByRule(training: Training): Promise<void> {
  const { page, hands, look } = training
  await open(training, 'Profiles')
  await hands.press(page.getByRole('link', { name: 'Add the first' }))
  await hands.type(field(page, 'Name'), 'Front desk')
  await hands.save()
  await said(page, 'Added. Now put roles into it')
  await hands.press(region(page, 'Roles').getByRole('link', { name: 'Add role' }))
  await hands.choose(field(page, 'Role'), 'Circulation Desk Operator')
  await hands.choose(field(page, 'Scope'), 'Main library')
  await hands.choose(field(page, 'Circulation desk'), 'Front desk')
  await look()
  await hands.press(page.getByRole('button', { name: 'Add', exact: true }))
  await said(page, '1 role was put in.')
  await look()

  await open(training, 'Role assignment rules')
  await hands.press(page.getByRole('link', { name: 'Add the first' }))
  await hands.type(field(page, 'Name'), 'Staff at circulation')
  await hands.choose(field(page, 'Record type'), 'Staff')
  await hands.choose(field(page, 'Job category'), 'Circulation')
  await hands.choose(field(page, 'Profile'), 'Front desk')
  await look()
  await hands.save()
  await said(page, 'Added. It is asked after all others.')
  await hands.press(page.getByRole('link', { name: 'Try out' }))
  await heading(page, 'Try out').waitFor()
  await hands.choose(field(page, 'Record type'), 'Staff')
  await hands.choose(field(page, 'Job category'), 'Circulation')
  await hands.press(page.getByRole('button', { name: 'Try out' }))
  await said(page, 'Gets the profile Front desk.')
  const given = page.getByRole('table', { name: 'Roles given' }).locator('tbody tr')
  expect(await given.allInnerTexts()).toEqual([
    expect.stringMatching(/^Circulation Desk Operator[\s\S]*Front desk[\s\S]*Main library/),
  ])
  await look()
}
