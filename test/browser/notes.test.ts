import { expect, it } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { expectAccessible, field, useDesks } from '#test/browser.ts'

const sit = useDesks()
const made = (text: string, popup = false) => ({ type: 'LIBRARY', text, popup })

async function open(desk: Desk, tab: string, notes: ReturnType<typeof made>[]) {
  const { id } = await desk.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, notes })
  await desk.signIn('deskOperator', `/users/${id}/${tab}`)
  return `/users/${id}/${tab}`
}

it.each([true, false])('adds a pop-up note, acknowledges it and removes several (scripts: %s)', async (scripts) => {
  const desk = await sit({ people: ['deskOperator'], scripts })
  const { page } = desk
  const url = await open(desk, 'notes', [made('first'), made('second')])
  await page.getByRole('link', { name: 'Add note' }).click()
  await field(page, 'Type').selectOption({ label: 'Library' })
  await field(page, 'Note').fill('Ask for the card')
  await page.getByRole('checkbox', { name: 'Pop-up' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  const region = page.getByRole('region', { name: 'Pop-up notes' })
  await region.getByText('Ask for the card').waitFor()
  expect(new URL(page.url()).pathname).toBe(url)
  await region.getByRole('button', { name: 'Acknowledge' }).click()
  await region.waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Select first' }).check()
  await page.getByRole('checkbox', { name: 'Select second' }).check()
  await page.getByRole('button', { name: 'Remove selected' }).click()
  await page.getByRole('heading', { name: 'Remove 2 notes?' }).waitFor()
  await page.getByRole('button', { name: 'Remove 2 notes' }).click()
  await page.getByText('Removed 2 notes.').waitFor()
  expect(new URL(page.url()).pathname).toBe(url)
  expect(await page.getByRole('checkbox', { name: /^Select/ }).count()).toBe(1)
})

it('acknowledges without losing what is typed below', async () => {
  const desk = await sit({ people: ['deskOperator'] })
  const { page } = desk
  await open(desk, 'general', [made('Ask for the card', true)])
  await expectAccessible(page)
  await field(page, 'Last name').fill('Leeds')
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByRole('status').filter({ hasText: 'Acknowledged.' }).waitFor()
  expect(await field(page, 'Last name').inputValue()).toBe('Leeds')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved: Last name.').waitFor()
})

it.each([true, false])(
  'keeps what is typed when saving came first, and saves it with the button (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ people: ['deskOperator'], scripts })
    const { page } = desk
    await open(desk, 'general', [made('Ask for the card', true)])
    await field(page, 'Last name').fill('Leeds')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Not saved yet').waitFor()
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText('Saved: Last name.').waitFor()
    expect(await page.getByRole('region', { name: 'Pop-up notes' }).count()).toBe(0)
  },
)
