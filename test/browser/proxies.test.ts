import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { expectFocus, keyboard } from './hands.ts'
import { readers } from './people.ts'
import { scan } from './scanner.ts'

const openDesk = useDesks()

async function openAna(scripts: boolean) {
  const desk = await openDesk({ scripts })
  for (const reader of readers) await desk.makeUser(reader)
  const ana = await desk.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  await desk.signIn('deskOperator', `/users/${ana.id}/proxies`)
  return desk
}

it.each([true, false])('somebody is found by name, chosen, seen from both sides and removed; scripts: %s', async (scripts) => {
  const { page } = await openAna(scripts)
  await page.getByRole('link', { name: 'Add proxy for' }).click()
  await field(page, 'User').pressSequentially('muller')
  if (!scripts) await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('radio', { name: /^Müller, Jürgen/ }).check()
  await field(page, 'Expires').fill('2027-01-31')
  await page.getByRole('button', { name: 'Save' }).click()
  const list = page.getByRole('region', { name: 'Proxy for' })
  await list.getByText('Until 2027-01-31').waitFor()
  await list.getByRole('link', { name: 'Müller, Jürgen', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Müller, Jürgen' }).waitFor()
  await page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'Proxy for' }).click()
  const other = page.getByRole('region', { name: 'May act for Müller, Jürgen' })
  await other.getByRole('link', { name: 'Lee, Ana' }).click()
  await page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'Proxy for' }).click()
  await page.getByRole('link', { name: 'Remove Müller, Jürgen' }).click()
  await page.getByRole('button', { name: 'Remove Müller, Jürgen' }).click()
  await page.getByText('Lee, Ana acts for nobody.').waitFor()
})

it('by keyboard: a radio is reached from the field, and a scanned card goes straight in', async () => {
  const { page } = await openAna(true)
  const hands = keyboard(page)
  await hands.press(page.getByRole('link', { name: 'Add proxy for' }))
  await expectFocus(field(page, 'User'))
  await page.keyboard.type('muller')
  await page.getByRole('radio', { name: /^Müller/ }).waitFor()
  await page.keyboard.press('ControlOrMeta+A')
  await scan(page, '29871000346')
  await page.getByRole('region', { name: 'Proxy for' }).getByRole('link', { name: 'García, María', exact: true }).waitFor()
  expect(new URL(page.url()).pathname).toMatch(/\/proxies$/)
})
