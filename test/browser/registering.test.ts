import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { expectFocus, keyboard, tabTo } from './hands.ts'
import { scan } from './scanner.ts'

const openDesk = useDesks()
const people = Array.from({ length: 20 }, (_one, n) => ({
  first: `Person${String.fromCharCode(97 + n)}`,
  last: `Newcomer${String.fromCharCode(97 + n)}`,
  card: `2987100034${String(6500 + n)}`,
}))
const said = (page: Page, { first, last }: (typeof people)[number]) =>
  page.getByRole('status').getByText(`${last}, ${first} was registered`).waitFor()

it('twenty people are registered in a row, by keyboard and scanner alone, and all are found', async () => {
  const { page, signIn } = await openDesk()
  await signIn('deskOperator', '/users')
  const hands = keyboard(page)
  await hands.press(page.getByRole('link', { name: 'Quick registration' }))
  await expectFocus(field(page, 'First name'))
  await hands.choose(field(page, 'User group'), 'Faculty')
  await field(page, 'First name').focus()
  for (const person of people) {
    await expectFocus(field(page, 'First name'))
    await page.keyboard.type(person.first)
    await page.keyboard.press('Tab')
    await page.keyboard.type(person.last)
    await tabTo(page, field(page, 'Barcode'))
    await scan(page, person.card)
    await said(page, person)
    expect(await field(page, 'User group').inputValue()).toBe('FACULTY')
  }
  await page.goto('/users?q=newcomer&index=last_name')
  await page.getByText('20 found').waitFor()
  await page.goto(`/users?q=${people[7]?.card}`)
  await page.getByRole('heading', { level: 1, name: 'Newcomerh, Personh' }).waitFor()
  expect(await page.getByRole('region', { name: 'Summary' }).innerText()).toMatch(/Public[\s\S]*Faculty/)
})

it('a scan into a field in the middle goes on to the next one, and sends nothing', async () => {
  const { page, signIn } = await openDesk()
  await signIn('deskOperator', '/users/register')
  await field(page, 'Primary identifier').focus()
  await scan(page, '29871000347777')
  await expectFocus(field(page, 'Birth date'))
  expect(await field(page, 'Primary identifier').inputValue()).toBe('29871000347777')
  expect(new URL(page.url()).pathname).toBe('/users/register')
  expect(await page.getByRole('alert').filter({ hasText: 'There is a problem' }).count()).toBe(0)
})

it('a scan in the last field of a form that lacks something loses nothing', async () => {
  const { page, signIn } = await openDesk()
  await signIn('deskOperator', '/users/register')
  await field(page, 'Last name').fill('Newcomer')
  await field(page, 'Barcode').focus()
  await scan(page, '29871000347777')
  await page.getByRole('alert').getByText('First name is required').waitFor()
  expect(await field(page, 'Barcode').inputValue()).toBe('29871000347777')
})

it('works without scripts: register and open, register the next one', async () => {
  const { page, signIn } = await openDesk({ scripts: false })
  await signIn('deskOperator', '/users/register')
  await field(page, 'First name').fill('Ina')
  await field(page, 'Last name').fill('Newcomer')
  await page.getByRole('button', { name: 'Register next' }).click()
  await page.getByRole('status').getByText('Newcomer, Ina was registered').waitFor()
  await field(page, 'First name').fill('Ole')
  await field(page, 'Last name').fill('Newcomer')
  await page.getByRole('button', { name: 'Register and open' }).click()
  await page.getByRole('heading', { level: 1, name: 'Newcomer, Ole' }).waitFor()
})
