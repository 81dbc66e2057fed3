import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { password } from '#test/people.ts'
import type { Hands } from './hands.ts'
import { expectFocus, keyboard, mouse } from './hands.ts'
import { readers } from './people.ts'

const openDesk = useDesks()
const ways = [
  { way: 'with scripts', scripts: true, handsOn: () => mouse },
  { way: 'without scripts', scripts: false, handsOn: () => mouse },
  { way: 'by keyboard alone', scripts: true, handsOn: keyboard },
  { way: 'by keyboard alone, without scripts', scripts: false, handsOn: keyboard },
]

it.each(ways)('a user is found, changed and seen changed, $way', async ({ scripts, handsOn }) => {
  const { page, makeUser } = await openDesk({ scripts })
  for (const reader of readers) await makeUser(reader)
  const hands = handsOn(page)
  await signIn(page, hands)
  expect(await namesFound(page, hands, 'muller')).toEqual(['Müller, Jürgen'])
  expect(await namesFound(page, hands, 'obrien')).toEqual(['O’Brien, Niamh'])
  expect(await namesFound(page, hands, 'garcia maria')).toEqual(['García, María'])
  expect(await namesFound(page, hands, 'maria garcia')).toEqual(['García, María'])
  await search(page, hands, '29871000346')
  await heading(page, 'García, María').waitFor()

  await hands.type(field(page, 'Last name'), 'Fernández')
  await hands.choose(field(page, 'User group'), 'Faculty')
  await hands.press(page.getByRole('button', { name: 'Save' }))
  await heading(page, 'Fernández, María').waitFor()
  await page.getByRole('status').getByText('Saved: Last name, User group.').waitFor()
  expect(await page.getByRole('region', { name: 'Summary' }).innerText()).toMatch(/User group\s+Faculty/)
  await hands.press(tab(page, 'History'))
  const history = page.getByRole('table', { name: 'History' })
  const rows = history.getByRole('row')
  expect(await rows.nth(1).innerText()).toMatch(/Ada Administrator[\s\S]*Last name[\s\S]*García[\s\S]*Fernández/)
  expect(await rows.nth(2).innerText()).toMatch(/User group[\s\S]*Faculty/)
  expect(await namesFound(page, hands, 'fernandez')).toEqual(['Fernández, María'])
  await hands.press(page.getByRole('link', { name: 'Fernández, María' }))

  await hands.type(field(page, 'First name'), 'María José')
  await hands.type(field(page, 'Last name'), '')
  await hands.type(field(page, 'Expiration date'), '2027-09-30')
  await hands.press(page.getByRole('button', { name: 'Save' }))
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expectFocus(summary)
  expect(await field(page, 'First name').inputValue()).toBe('María José')
  expect(await field(page, 'Last name').inputValue()).toBe('')
  expect(await field(page, 'Expiration date').inputValue()).toBe('2027-09-30')
  await hands.press(summary.getByRole('link', { name: /last name/i }))
  await expectFocus(field(page, 'Last name'))
  expect(await heading(page, 'Fernández, María').isVisible()).toBe(true)
})

async function signIn(page: Page, hands: Hands): Promise<void> {
  await page.goto('/')
  await hands.type(page.getByLabel('Identifier'), 'ada')
  await hands.type(page.getByLabel('Password'), password)
  await hands.press(page.getByRole('button', { name: 'Sign in' }))
  await heading(page, 'Find and manage users').waitFor()
}

async function search(page: Page, hands: Hands, text: string): Promise<void> {
  const field = page.getByRole('search', { name: 'Search users' }).getByLabel('Search for')
  await hands.type(field, text)
  await field.press('Enter')
}

async function namesFound(page: Page, hands: Hands, text: string): Promise<string[]> {
  await search(page, hands, text)
  const found = page.getByRole('status').filter({ hasText: `found for ${text} in All` })
  await found.waitFor()
  const links = page.getByRole('table', { name: 'Users' }).getByRole('row').getByRole('link')
  const names = await links.filter({ hasText: ',' }).allInnerTexts()
  expect(await found.innerText()).toContain(`${names.length} found`)
  return names
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name })
