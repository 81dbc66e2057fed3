import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()
const slow = 60_000

it.each([true, false])(
  'takes a change back, asks where somebody changed the same, and loses neither (scripts: %s)',
  async (scripts) => {
    const desk = await openDesk({ people: ['administrator', 'manager'], scripts })
    const { page } = desk
    const { id } = await desk.makeUser({
      values: { primaryId: 'ana7', firstName: 'Ana', lastName: 'Lee' },
      notes: [{ type: 'OTHER', text: 'Prefers the side door' }],
    })
    await desk.signIn('administrator', `/users/${id}/general`)
    const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
    const press = (within: Locator, name: string) => within.getByRole('button', { name, exact: true }).click()
    const undo = async (name: RegExp) => {
      await page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'History' }).click()
      await page.getByRole('button', { name }).first().click()
      await page.getByRole('heading', { level: 2, name: 'Undo' }).waitFor()
    }

    await field(page, 'Last name').fill('Lie')
    await field(page, 'Preferred first name').fill('Anni')
    await page.getByRole('button', { name: 'Save' }).click()
    await said('Saved: Last name, Preferred first name.')
    const max = await desk.joinedBy('manager', `/users/${id}/general`)
    await field(max.page, 'Last name').fill('Lund')
    await max.page.getByRole('button', { name: 'Save' }).click()
    await max.page.getByRole('status').filter({ hasText: 'Saved: Last name.' }).waitFor()

    await page.goto(`/users/${id}/history`)
    await page
      .getByRole('button', { name: /^Undo Changed: Last name/ })
      .last()
      .click()
    const form = page.getByRole('form', { name: 'Undo' })
    await press(form, 'Undo')
    await page.getByRole('alert').filter({ hasText: 'Choose which value stands.' }).waitFor()
    await form.getByRole('radio', { name: 'Keep: Lund' }).check()
    await press(form, 'Undo')
    await said('Undone: 1 field was put back.')
    await page.getByRole('heading', { level: 1, name: 'Lund, Ana' }).waitFor()

    await page.goto(`/users/${id}/notes`)
    await page
      .getByRole('link', { name: /^Remove/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Remove Prefers the side door' }).click()
    await said('Removed')
    await undo(/^Undo Removed/)
    await press(form, 'Undo')
    await said('Undone')
    expect(await page.getByRole('table', { name: 'History' }).innerText()).toContain('Undone by Ada Administrator')
    await page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'Notes' }).click()
    await page.locator('main li').filter({ hasText: 'Prefers the side door' }).first().waitFor()
  },
  slow,
)
