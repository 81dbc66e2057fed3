import { expect, it } from 'vitest'
import { useDesks } from '#test/browser.ts'

const sit = useDesks()
const slow = 60_000

it.each([true, false])(
  'a result is narrowed and widened again; conditions are built, refused, mended and found (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ people: ['deskOperator'], scripts })
    const { page } = desk
    const make = (lastName: string, values: object) =>
      desk.makeUser({ values: { primaryId: `id-${lastName}`, firstName: 'Pia', lastName, ...values } })
    await make('Aa', { userGroup: 'FACULTY', expiryDate: '2026-11-01' })
    await make('Bb', { userGroup: 'FACULTY' })
    await make('Cc', { userGroup: 'ALUMNI' })
    await desk.signIn('deskOperator', '/users?q=pia')
    const names = async () => page.getByRole('table', { name: 'Users' }).locator('a.who').allInnerTexts()

    if (!scripts) await page.getByRole('link', { name: 'Narrow the result' }).click()
    const facets = page.getByRole('form', { name: 'Narrow the result' })
    await facets.getByRole('checkbox', { name: /^Faculty/ }).check()
    if (!scripts) await facets.getByRole('button', { name: 'Narrow' }).click()
    await page.waitForURL('**in=group*')
    await page.getByRole('list', { name: 'Limited to' }).waitFor()
    expect(await names()).toEqual(['Aa, Pia', 'Bb, Pia'])
    expect(await page.getByText('2 found').first().isVisible()).toBe(true)
    await page.getByRole('link', { name: /^Remove User group: Faculty/ }).click()
    await page.waitForURL((url) => !url.search.includes('in='))
    expect(await names()).toHaveLength(3)

    await page.getByRole('link', { name: 'Advanced search' }).click()
    await page.getByRole('heading', { name: 'Advanced search' }).waitFor()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('group', { name: 'Condition 2' }).waitFor()
    await page.getByLabel('Field 2').selectOption({ label: 'Expiration date' })
    if (!scripts) await page.getByRole('button', { name: 'Update' }).click()
    await page.getByLabel('How 2').locator('option', { hasText: 'is before' }).waitFor({ state: 'attached' })
    await page.getByLabel('Value 2').fill('soon')
    await page.getByRole('button', { name: 'Find' }).click()
    const problems = page.getByRole('alert').filter({ hasText: 'There is a problem' })
    await problems.getByText('Expiration date: “soon” is no day.').waitFor()
    expect(await page.getByLabel('Value 2').inputValue()).toBe('soon')
    await page.getByLabel('Value 2').fill('2026-12-01')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('table', { name: 'Users' }).waitFor()
    expect(await names()).toEqual(['Aa, Pia'])
    expect(await page.getByLabel('Search for').inputValue()).toBe('expires<2026-12-01 pia')
  },
  slow,
)
