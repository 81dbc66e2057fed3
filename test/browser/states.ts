import type { Page } from 'playwright-core'

export type Who = 'administrator' | 'viewer'
type Shown = { page: Page; ids: { tom: number; long: number; arabic: number; staff: number }; token: string }
/** A page in a state worth looking at, which `open` leads to; `as` is signed in before, `empty` has no administrator yet. */
export type State = { name: string; as?: Who; empty?: true; open(shown: Shown): Promise<unknown> }

const at = (name: string, path: string, as: Who = 'administrator'): State => ({ name, as, open: ({ page }) => page.goto(path) })
const tab = (name: string, slug: string, who: keyof Shown['ids'] = 'tom', as: Who = 'administrator'): State => ({
  name,
  as,
  open: ({ page, ids }) => page.goto(`/users/${ids[who]}/${slug}`),
})
const saying = (page: Page) => page.locator('[role=alert]:not(:empty), [role=status]:not(:empty)').first().waitFor()

/** A tab after one of its links was followed. */
const opened = (name: string, slug: string, link: string | RegExp): State => ({
  name,
  as: 'administrator',
  async open({ page, ids }) {
    await page.goto(`/users/${ids.tom}/${slug}`)
    await page.getByRole('link', { name: link }).click()
    await page.locator('#row, form.removal').waitFor()
  },
})

/** General information after Save was pressed on something typed. */
const after = (name: string, type: (page: Page) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open({ page, ids }) {
    await page.goto(`/users/${ids.tom}/general`)
    await type(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await saying(page)
  },
})

/** Every page, and what becomes of it: axe looks at all of them, and `npm run shots` takes their pictures. */
export const states: State[] = [
  { name: 'sign-in', open: ({ page }) => page.goto('/sign-in') },
  {
    name: 'sign-in-refused',
    async open({ page }) {
      await page.goto('/sign-in')
      await page.getByLabel('Identifier').fill('ada')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await saying(page)
    },
  },
  { name: 'set-up', empty: true, open: ({ page, token }) => page.goto(`/setup?token=${token}`) },
  {
    name: 'set-up-refused',
    empty: true,
    async open({ page, token }) {
      await page.goto(`/setup?token=${token}`)
      await page.getByRole('button', { name: 'Create administrator' }).click()
      await saying(page)
    },
  },
  at('results', '/users?q=garcia'),
  at('results-sorted', '/users?sort=primary_id&dir=desc&page=2'),
  at('no-match', `/users?index=last_name&q=${'zyx'.repeat(30)}`),
  tab('details', 'general'),
  tab('contact', 'contact'),
  tab('contact-empty', 'contact', 'long'),
  opened('contact-add', 'contact', 'Add email address'),
  opened('contact-edit', 'contact', /^Edit .*Long Row/),
  opened('contact-removal', 'contact', /^Remove .*7946/),
  opened('role-add', 'general', 'Add role'),
  opened('role-edit', 'general', 'Edit Patron'),
  opened('role-end', 'general', 'End Patron'),
  opened('role-removal', 'general', 'Remove Patron'),
  tab('password', 'general/password'),
  at('own-password', '/account/password'),
  tab('identifiers', 'identifiers'),
  opened('identifier-add', 'identifiers', 'Add identifier'),
  opened('replace-card', 'identifiers', 'Replace card'),
  tab('notes', 'notes'),
  opened('note-add', 'notes', 'Add note'),
  at('add-user', '/users/add'),
  at('recent', '/users/recent'),
  tab('history', 'history'),
  tab('read-only', 'general', 'tom', 'viewer'),
  tab('staff', 'general', 'staff'),
  tab('long-name', 'general', 'long'),
  tab('arabic-name', 'general', 'arabic'),
  after('refused', async (page) => {
    await page.locator('#firstName').fill('Tomás José')
    await page.locator('#lastName').fill('')
  }),
  after('conflict', async (page) => {
    const other = await page.context().newPage()
    await other.goto(page.url())
    const theirs = other.locator('#jobDescription')
    await theirs.fill((await theirs.inputValue()) === 'Reads maps' ? 'Reads music' : 'Reads maps')
    await other.getByRole('button', { name: 'Save' }).click()
    await saying(other)
    await other.close()
    await page.locator('#jobDescription').fill('Reads letters')
  }),
  after('saved', async (page) => {
    const title = page.locator('#title')
    await title.selectOption({ index: (await title.inputValue()) === '' ? 1 : 0 })
  }),
  at('keys', '/keys'),
  {
    name: 'keys-dialog',
    as: 'administrator',
    async open({ page }) {
      await page.goto('/users?q=garcia')
      await page.getByRole('link', { name: 'Keyboard shortcuts' }).click()
      await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
  at('not-found', '/users/999999/general'),
  tab('not-allowed', 'history', 'tom', 'viewer'),
  { name: 'set-up-not-allowed', empty: true, open: ({ page }) => page.goto('/setup?token=wrong') },
]
