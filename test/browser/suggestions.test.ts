import { expect, it } from 'vitest'
import { useDesks } from '#test/browser.ts'
import { expectFocus } from './hands.ts'
import { scan } from './scanner.ts'

const openDesk = useDesks()

async function atTheBar(options: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk({ people: ['deskOperator'], ...options })
  for (const [n, firstName] of ['Ana', 'Bo', 'Cy'].entries())
    await desk.makeUser({
      values: { primaryId: `g${n}`, firstName, lastName: 'Garcia', birthDate: `199${n}-05-01` },
      identifiers: [{ type: 'BARCODE', value: `2987100034651${n}` }],
    })
  await desk.signIn('deskOperator', '/users?q=nobody')
  const { page } = desk
  const box = page.getByLabel('Search for')
  await box.fill('')
  return { ...desk, box, list: page.locator('#suggestions'), options: page.locator('#suggestions').getByRole('option') }
}

it('suggests while one types, by keys alone; Enter opens whom the arrows chose', async () => {
  const { page, box, list, options } = await atTheBar()
  await box.blur()
  await page.keyboard.press('/')
  await page.keyboard.type('garc')
  await options.first().waitFor()
  expect(await options.count()).toBe(3)
  expect(await options.first().innerText()).toMatch(/Garcia, Ana\s+Public · born 1990 · card …6510\s+g0/)
  expect(await page.getByRole('combobox', { name: 'Search for', expanded: true }).count()).toBe(1)
  await expect.poll(() => page.locator('#suggestions-said').textContent()).toBe('3 suggestions')
  const active = () => box.getAttribute('aria-activedescendant')
  expect(await active()).toBeNull()
  await page.keyboard.press('ArrowDown')
  expect(await active()).toBe('suggestion-1')
  await page.keyboard.press('ArrowUp')
  expect(await active()).toBeNull()
  await page.keyboard.press('ArrowUp')
  expect(await active()).toBe('suggestion-3')
  await page.keyboard.press('Home')
  expect(await box.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(0)
  await page.keyboard.press('Escape')
  expect([await list.isVisible(), await box.inputValue(), await active()]).toEqual([false, 'garc', null])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expectFocus(box)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Garcia, Bo' }).waitFor()
})

it('Enter without a choice searches, and so does a scan, at once', async () => {
  const { page, box, options } = await atTheBar()
  await box.pressSequentially('garc')
  await options.first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('3 found').first().waitFor()
  await box.fill('')
  await box.focus()
  await scan(page, '29871000346511')
  await page.getByRole('heading', { level: 1, name: 'Garcia, Bo' }).waitFor()
  // A scan after a choice: what is typed takes the choice back.
  await box.fill('')
  await box.pressSequentially('garc')
  await options.first().waitFor()
  await page.keyboard.press('ArrowDown')
  await box.fill('')
  await scan(page, '29871000346512')
  await page.getByRole('heading', { level: 1, name: 'Garcia, Cy' }).waitFor()
})

it('a late answer opens no list over what was typed since, nor where the field was left', async () => {
  const { page, box, list } = await atTheBar()
  await page.route('**/users/suggestions*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600))
    await route.continue().catch(() => undefined)
  })
  const asked = page.waitForRequest('**/users/suggestions*')
  await box.pressSequentially('garc')
  await asked
  const answered = page.waitForResponse('**/users/suggestions*')
  await page.keyboard.press('Tab')
  await answered
  await page.waitForTimeout(100)
  expect(await list.isVisible()).toBe(false)
})

it('a press of the mouse opens whom it meets; an empty field shows whom one opened last', async () => {
  const { page, box, list, options } = await atTheBar({ width: 390, dark: true })
  const top = await page.getByRole('heading', { level: 1 }).boundingBox()
  await box.pressSequentially('garc')
  await options.first().waitFor()
  expect(await page.getByRole('heading', { level: 1 }).boundingBox()).toEqual(top)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await options.nth(2).click()
  await page.getByRole('heading', { level: 1, name: 'Garcia, Cy' }).waitFor()
  await box.fill('')
  await box.click()
  await options.first().waitFor()
  expect(await options.allInnerTexts()).toEqual([expect.stringContaining('Garcia, Cy')])
  await page.keyboard.press('Escape')
  expect(await list.isVisible()).toBe(false)
})

it('without scripts the field is a plain one', async () => {
  const { page, box } = await atTheBar({ scripts: false })
  expect(await box.getAttribute('role')).toBeNull()
  await box.fill('garcia')
  await page.keyboard.press('Enter')
  await page.getByText('3 found').first().waitFor()
})
