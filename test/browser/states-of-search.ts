import type { State } from './state.ts'
import { at } from './state.ts'

/** A result with what stands beside it, which comes a moment later. */
const beside = (name: string, path: string): State => ({
  name,
  as: 'administrator',
  async open({ page }) {
    await page.goto(path)
    await page.locator('.facet-form').waitFor()
  },
})

/** The list under the search field, with what the arrows chose. */
const suggesting = (name: string, q: string): State => ({
  name,
  as: 'administrator',
  async open({ page }) {
    await page.goto('/users')
    await page.getByLabel('Search for').pressSequentially(q)
    await page.locator('#suggestions').getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
  },
})

/** Searches typed, built and narrowed; refused ones; near misses. */
export const statesOfSearch: State[] = [
  suggesting('suggestions', 'tom'),
  beside('results-facets', '/users?q=tom'),
  beside('results-narrowed', '/users?q=tom&in=status:ACTIVE&in=expiry:none&in=expiry:later'),
  at('results-typed', '/users?q=last:garcia%20-block:any'),
  at('results-term-refused', '/users?q=tom%20group:NOBODY%20expires%3Csoon'),
  at('results-near-misses', '/users?q=tmo'),
  at('results-unknown-field', '/users?q=tom%20foo:bar'),
  { ...at('facets', '/users/facets?q=tom'), plain: true },
  at('columns', '/users/columns'),
  {
    name: 'columns-refused',
    as: 'administrator',
    trouble: /422/,
    async open({ page }) {
      await page.goto('/users/columns')
      const remove = page.getByRole('button', { name: /^Remove/ })
      for (let left = await remove.count(); left > 0; left -= 1) {
        await remove.first().click()
        await page.waitForFunction((n) => document.querySelectorAll('input[name=columns]').length === n, left - 1)
      }
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor()
    },
  },
  {
    name: 'results-many-columns',
    as: 'viewer',
    async open({ page }) {
      await page.goto('/users?q=an')
      await page.getByRole('link', { name: 'Columns' }).click()
      await page.getByRole('heading', { level: 1, name: 'Columns' }).waitFor()
      for (const name of ['barcode', 'phone', 'birthDate', 'email', 'campus', 'createdAt']) {
        if ((await page.locator(`input[name=columns][value=${name}]`).count()) > 0) continue
        await page.getByLabel('Another column').selectOption(name)
        await page.getByRole('button', { name: 'Add column' }).click()
        await page.locator(`input[name=columns][value=${name}]`).waitFor({ state: 'attached' })
      }
      await page.getByLabel('On a page').selectOption('50')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Lists of users now look like this for you.').waitFor()
    },
  },
  { ...at('columns-plain', '/users/columns'), plain: true },
  at('advanced-search', '/users/search'),
  at('advanced-search-lines', '/users/search?q=last:garcia%20group:FACULTY%20expires%3C2027-01-01%20%7C%20-block:any%20tom'),
  at('advanced-search-refused', '/users/search?join=and&field=expires&how=before&value=soon&go=1'),
  { ...at('advanced-search-plain', '/users/search?q=last:garcia'), plain: true },
]
