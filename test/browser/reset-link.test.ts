import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible, field, useDesks } from '#test/browser.ts'
import { cast } from '#test/people.ts'
import { linkIn } from '../sign-in/post-office.ts'

const sit = useDesks()
const slow = 60_000
const chosen = 'nine quiet lamps'

async function signInWith(page: Page, secret: string) {
  await page.goto('/sign-in')
  await field(page, 'Identifier').fill(cast.deskOperator.primaryId)
  await field(page, 'Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

it.each([true, false])(
  'a reset link is handed over, used once, and worth nothing after that (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ people: ['administrator', 'deskOperator'], scripts })
    const { page } = desk
    // axe needs scripts; the pages are the same without.
    const look = (of: Page) => (scripts ? expectAccessible(of) : undefined)
    const id = desk.people.deskOperator?.id
    await desk.signIn('administrator', `/users/${id}/general`)
    await page.getByRole('link', { name: 'Reset link' }).click()
    await page.getByText('It works once, within 24 hours, for whoever has it').waitFor()
    await look(page)
    await page.getByRole('button', { name: 'Make a reset link' }).click()
    await page.getByRole('status').filter({ hasText: 'The link was made.' }).waitFor()
    await look(page)
    const { pathname, search } = new URL(linkIn(await page.getByRole('textbox', { name: 'Reset link' }).inputValue()))
    await page.getByRole('link', { name: 'Done' }).click()
    await page.getByRole('heading', { level: 1, name: 'Operator, Otto' }).waitFor()

    const otto = await desk.joined()
    await otto.page.goto(pathname + search)
    await otto.page.getByRole('heading', { level: 1, name: 'Choose a new password' }).waitFor()
    expect(otto.page.url()).not.toContain('token')
    await look(otto.page)
    await field(otto.page, 'New password').fill(chosen)
    await field(otto.page, 'Verify password').fill('something else')
    await otto.page.getByRole('button', { name: 'Set password' }).click()
    await otto.page.getByRole('link', { name: 'The two passwords are not alike' }).waitFor()
    await look(otto.page)
    await field(otto.page, 'New password').fill(chosen)
    await field(otto.page, 'Verify password').fill(chosen)
    await otto.page.getByRole('button', { name: 'Set password' }).click()
    await signInWith(otto.page, chosen)
    await otto.page.getByRole('heading', { level: 1, name: 'Find and manage users' }).waitFor()

    const second = await desk.joined()
    await second.page.goto(pathname + search)
    await second.page.getByRole('heading', { level: 1, name: 'This link does not work' }).waitFor()
    await look(second.page)
    await page.goto(`/users/${id}/history`)
    const acts = await page.getByRole('table', { name: 'History' }).getByRole('row').allInnerTexts()
    expect(acts.filter((act) => act.includes('Reset link')).join()).toContain('Ada Administrator')
    expect(await page.content()).not.toContain(search.split('=')[1])
  },
  slow,
)
