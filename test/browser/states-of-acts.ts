import { setUpActor } from '#test/people.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import type { Shown, State } from './state.ts'
import { at, follow, makeEva, plainly, save, saying, tab, type } from './state.ts'

/** Somebody who may act for three, one of them no more, and for whom one may act. */
const linked = (name: string, work?: (shown: Shown) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const { db, clock, ids, page } = shown
    const eva = await makeEva(shown)
    const other = await makeEva(shown)
    const earlier = { ...clock, today: () => '2026-01-01' }
    await db.write(async (tx) => {
      await addProxy(tx, setUpActor(clock), eva, { forUserId: ids.tom })
      await addProxy(tx, setUpActor(clock), eva, { forUserId: ids.arabic, expiryDate: '2027-06-30' })
      await addProxy(tx, setUpActor(earlier), eva, { forUserId: ids.long, expiryDate: '2026-10-01' })
      await addProxy(tx, setUpActor(clock), other, { forUserId: eva.id })
    })
    await page.goto(`/users/${eva.id}/proxies`)
    await work?.(shown)
  },
})
const found = (name: string): State =>
  linked(name, async ({ page }) => {
    await follow(page, 'Add proxy for')
    await page.getByLabel(/^User$/).pressSequentially('lin')
    await page.getByRole('radio').first().waitFor()
  })
const registering = (name: string, typed: Record<string, string>): State => ({
  name,
  as: 'deskOperator',
  async open({ page }) {
    await page.goto('/users/register')
    await type(page, '#register', typed)
    await page.locator('[data-save-and-continue]').click()
    await saying(page)
  },
})

/** Proxies, quick registration, and what is done with a whole record. */
export const statesOfActs: State[] = [
  linked('proxies'),
  tab('proxies-empty', 'proxies', 'arabic'),
  tab('read-only-proxies', 'proxies', 'tom', 'viewer'),
  found('proxy-found'),
  linked('proxy-edit', ({ page }) => follow(page, /^Edit Nguyen|^Edit /)),
  linked('proxy-removal', ({ page }) => follow(page, /^Remove /)),
  linked('proxy-refused', async ({ page }) => {
    await follow(page, 'Add proxy for')
    await type(page, '#row', { User: 'Nobody Atall', Expires: 'soon' })
    await save(page)
  }),
  {
    ...linked('more-menu'),
    async open(shown) {
      await linked('').open(shown)
      await shown.page.locator('.menu.more > summary').click()
    },
  },
  tab('export', 'export', 'tom'),
  at('duplicate', '/users/add?from=1'),
  tab('print', 'print', 'tom'),
  tab('print-long', 'print', 'long'),
  at('register', '/users/register', 'deskOperator'),
  plainly(at('register', '/users/register', 'deskOperator')),
  registering('register-refused', { 'Last name': 'Newcomer', 'Birth date': '1999-13-01' }),
  registering('register-next', { 'First name': 'Ina', 'Last name': 'Newcomer-Lindqvist' }),
  registering('register-asked', { 'First name': 'Eva', 'Last name': 'Lindqvist' }),
  at('configuration-registration', '/configuration/registration'),
]
