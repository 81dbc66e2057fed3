import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'
import { makeCategories } from '../users/statistics/desk.ts'

const sit = useDesks()
const slow = 60_000

it.each([true, false])(
  'a block is placed, seen everywhere and lifted; the user is counted by a department (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ people: ['deskOperator'], scripts })
    const { page } = desk
    await makeCategories(desk.db)
    const { id } = await desk.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
    await desk.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Lee' } })
    await desk.signIn('deskOperator', `/users/${id}/general`)
    const tabs = page.getByRole('navigation', { name: 'User details' })
    const region = page.getByRole('region', { name: 'Blocks', exact: true })
    const save = () => page.getByRole('button', { name: 'Save', exact: true }).click()

    await tabs.getByRole('link', { name: 'Blocks' }).click()
    await page.getByText('No block yet.').waitFor()
    await page.getByRole('link', { name: 'Add block' }).click()
    await field(page, 'Expires').fill('2026-01-01')
    await field(page, 'Note').fill('Owes us a book.')
    await save()
    const problems = page.getByRole('alert').filter({ hasText: 'There is a problem' })
    await problems.getByText('Description is required. Enter it.').waitFor()
    expect(await field(page, 'Note').inputValue()).toBe('Owes us a book.')
    await field(page, 'Description').selectOption({ label: 'Local reason' })
    await field(page, 'Expires').fill('2027-06-30')
    await save()
    await page.getByRole('status').filter({ hasText: 'Added.' }).waitFor()
    expect(await region.innerText()).toMatch(/Local reason · General · until 2027-06-30\s+Owes us a book\./)
    await tabs.getByRole('link', { name: 'Blocks 1' }).waitFor()

    await page.getByLabel('Search for').fill('lee')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page.getByRole('table', { name: 'Users' }).waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'Blocked' }).getByRole('link').first().innerText()).toBe('Lee, Ana')
    await page.getByRole('link', { name: 'Lee, Ana' }).click()
    await region.getByRole('link', { name: 'See blocks' }).click()

    await page.getByRole('link', { name: 'Lift Local reason' }).click()
    await page.getByRole('button', { name: 'Lift Local reason' }).click()
    await page.getByRole('status').filter({ hasText: 'Lifted: Local reason.' }).waitFor()
    expect(await region.count()).toBe(0)
    await page.getByRole('listitem').filter({ hasText: 'Owes us a book.' }).getByText('Lifted').waitFor()

    await tabs.getByRole('link', { name: 'Statistics' }).click()
    await page.getByRole('link', { name: 'Add statistic' }).click()
    await field(page, 'Category').selectOption({ label: 'Law (Department)' })
    await save()
    await page.getByRole('status').filter({ hasText: 'Added.' }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'Law' }).innerText()).toContain('Department')
  },
  slow,
)
