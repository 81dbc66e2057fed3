import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { useDesks } from '#test/browser.ts'
import type { Hands } from './hands.ts'
import { keyboard, mouse } from './hands.ts'

const sit = useDesks()
const slow = 90_000

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.locator('#main').getByRole('link', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
const names = (page: Page) => page.getByRole('table', { name: 'Users' }).locator('a.who').allInnerTexts()

async function open(options: { scripts: boolean }): Promise<Desk> {
  const desk = await sit({ people: ['manager'], ...options })
  for (const lastName of ['Aa', 'Bb', 'Cc'])
    await desk.makeUser({ values: { primaryId: `id-${lastName}`, firstName: 'Pia', lastName } })
  await desk.signIn('manager', '/users?q=pia')
  return desk
}

/** Some of a result go into a set, one is taken out again, another comes by a list. */
async function pick({ page }: Desk, { press, type }: Hands) {
  for (const name of ['Aa, Pia', 'Bb, Pia']) await page.getByRole('checkbox', { name: `Tick ${name}` }).check()
  await press(button(page, 'Put ticked into a set'))
  await page.getByText('2 users are ticked.').waitFor()
  await press(button(page, 'Put into the set'))
  await page.getByRole('alert').getByText('Name is required.').waitFor()
  await type(page.getByLabel('Name (required)').or(page.locator('#name')).first(), 'Picked')
  await press(button(page, 'Put into the set'))
  await heading(page, 'Picked')
  expect(await names(page)).toEqual(['Aa, Pia', 'Bb, Pia'])
  await page.getByRole('checkbox', { name: 'Tick Bb, Pia' }).check()
  await press(button(page, 'Take out ticked'))
  await page.getByText('Take 1 user out of the set?').waitFor()
  await press(button(page, 'Take out'))
  await page.getByText('1 user was taken out.').waitFor()
  await press(link(page, 'Add users'))
  await heading(page, 'Add users')
  await type(page.locator('#list'), 'id-Cc')
  await press(button(page, 'Add'))
  await page.getByText('1 user was added.').waitFor()
  expect(await names(page)).toEqual(['Aa, Pia', 'Cc, Pia'])
}

/** A search is saved, combined with the set, exported, fixed and removed. */
async function save({ page }: Desk, { press, type, choose }: Hands) {
  await page.goto('/users?q=pia')
  await press(link(page, 'Save as a set'))
  await heading(page, 'Save as a set')
  await type(page.locator('#name'), 'All Pias')
  await press(button(page, 'Save the set'))
  await heading(page, 'All Pias')
  await press(link(page, 'Combine'))
  await heading(page, 'Combine two sets')
  await choose(page.locator('#two'), 'Picked')
  await choose(page.locator('#how'), 'Those in the first that are not in the second')
  await type(page.locator('#name'), 'The rest')
  await press(button(page, 'Combine'))
  await heading(page, 'The rest')
  expect(await names(page)).toEqual(['Bb, Pia'])
  await press(link(page, 'Export'))
  await heading(page, 'Export The rest')
  const coming = page.waitForEvent('download')
  await press(button(page, 'Download'))
  const file = await coming
  expect(file.suggestedFilename()).toBe('users-the-rest-2026-11-22.csv')
  expect(readFileSync(await file.path(), 'utf8')).toContain('"Bb, Pia",Public,id-Bb')
  await page.goto('/sets')
  await press(link(page, 'All Pias'))
  await heading(page, 'All Pias')
  await press(link(page, 'Fix'))
  await press(button(page, 'Fix the set'))
  await page.getByText('The set is fixed: 3 users.').waitFor()
  await press(link(page, 'Remove'))
  await heading(page, 'Remove All Pias')
  await press(button(page, 'Remove'))
  await page.getByText('Removed All Pias.').waitFor()
  expect(await page.getByRole('table', { name: 'My sets' }).locator('a.who').allInnerTexts()).toEqual(['Picked', 'The rest'])
}

it.each([
  ['with scripts', true, 'mouse'],
  ['without scripts', false, 'mouse'],
  ['by keyboard', true, 'keyboard'],
] as const)(
  'sets are picked, saved, combined, exported, fixed and removed, %s',
  async (_how, scripts, with_) => {
    const desk = await open({ scripts })
    const hands = with_ === 'mouse' ? mouse : keyboard(desk.page)
    await pick(desk, hands)
    await save(desk, hands)
  },
  slow,
)

it(
  'a list is sent as a file',
  async () => {
    const { page } = await open({ scripts: true })
    await page.goto('/sets/list')
    await page.getByLabel('Name of the set').fill('Sent')
    await page
      .locator('#file')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Primary ID\nid-Aa\nnobody\n') })
    await button(page, 'Make the set from the file').click()
    await heading(page, 'Sent')
    await page.getByText('1 user is in the set. 1 line named nobody new.').waitFor()
    expect(await names(page)).toEqual(['Aa, Pia'])
  },
  slow,
)
