import { eq } from 'drizzle-orm'
import { sessions } from '#sign-in/sign-in.table.ts'
import type { State } from './state.ts'
import { at, comeIn, fillIn, identifierOf, ofEva, plainly, saying, signIn, tab, type } from './state.ts'
import { statesOfActivity } from './states-of-activity.ts'
import { statesOfActs } from './states-of-acts.ts'
import { statesOfBin } from './states-of-bin.ts'
import { statesOfBlocks } from './states-of-blocks.ts'
import { statesOfBulk } from './states-of-bulk.ts'
import { statesOfConfiguration } from './states-of-configuration.ts'
import { statesOfFiles } from './states-of-files.ts'
import { statesOfGeneral } from './states-of-general.ts'
import { statesOfLists } from './states-of-lists.ts'
import { statesOfMandatory } from './states-of-mandatory.ts'
import { statesOfMerging } from './states-of-merging.ts'
import { statesOfRoles } from './states-of-roles.ts'
import { statesOfSearch } from './states-of-search.ts'
import { statesOfSets } from './states-of-sets.ts'
import { statesOfSource } from './states-of-source.ts'
import { statesOfSync } from './states-of-sync.ts'
import { statesOfUndo } from './states-of-undo.ts'

export type { State, Who } from './state.ts'

const signInStates: State[] = [
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
  {
    name: 'signed-out',
    async open({ page }) {
      await signIn(page, identifierOf('administrator'))
      await page.locator('.topbar .menu > summary').click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await saying(page)
    },
  },
  { name: 'forced-change', open: (shown) => comeIn(shown, 9002, { mustChange: true }) },
  {
    name: 'forced-change-refused',
    async open(shown) {
      await comeIn(shown, 9002, { mustChange: true })
      await type(shown.page, 'main', { 'New password': 'short', 'Verify password': 'shorter' })
      await shown.page.getByRole('button', { name: 'Change password' }).click()
      await saying(shown.page)
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
  { name: 'set-up-not-allowed', empty: true, open: ({ page }) => page.goto('/setup?token=wrong') },
  at('own-password', '/account/password'),
  at('account', '/account'),
  tab('reset-link', 'general/reset-link'),
  {
    name: 'reset-link-made',
    as: 'administrator',
    async open({ page, ids }) {
      await page.goto(`/users/${ids.tom}/general/reset-link`)
      await page.getByRole('button', { name: 'Make a reset link' }).click()
      await page.locator('#reset-link').waitFor()
    },
  },
  {
    name: 'password-reset',
    as: 'administrator',
    async open({ page, ids }) {
      await page.goto(`/users/${ids.tom}/general/reset-link`)
      await page.getByRole('button', { name: 'Make a reset link' }).click()
      const link = await page.locator('#reset-link').inputValue()
      await page.goto(link.slice(link.indexOf('/password-reset')))
    },
  },
  { name: 'password-reset-gone', open: ({ page }) => page.goto('/password-reset') },
  { name: 'forgotten', open: ({ page }) => page.goto('/sign-in/forgotten') },
  {
    name: 'own-password-refused',
    as: 'administrator',
    async open({ page }) {
      await page.goto('/account/password')
      const typed = { 'Current password': 'not mine', 'New password': 'administrator', 'Verify password': 'other' }
      await type(page, '#own-password', typed)
      await page.locator('main').getByRole('button', { name: 'Change password' }).click()
      await saying(page)
    },
  },
]

const searchStates: State[] = [
  at('results', '/users?q=garcia'),
  at('results-sorted', '/users?sort=primary_id&dir=desc&page=2'),
  at('one-result', '/users?q=obrien&index=last_name'),
  at('where-used', '/users?code=UserGroups:UNDERGRAD'),
  at('nowhere-used', '/users?code=Campuses:NORTH&q=garcia'),
  at('no-match', `/users?index=last_name&q=${'zyx'.repeat(30)}`),
  at('read-only-results', '/users?q=garcia', 'viewer'),
  {
    name: 'row-menu',
    as: 'administrator',
    async open({ page }) {
      await page.goto('/users?q=garcia')
      await page.locator('.table .menu > summary').first().click()
    },
  },
  {
    name: 'own-menu',
    as: 'administrator',
    async open({ page }) {
      await page.goto('/users?q=garcia')
      await page.locator('.topbar .menu > summary').click()
    },
  },
  {
    name: 'navigation',
    as: 'administrator',
    async open({ page }) {
      await page.setViewportSize({ width: 390, height: 900 })
      await page.goto('/users/recent')
      await page.locator('.sidenav > summary').click()
    },
  },
  {
    name: 'recent',
    as: 'administrator',
    async open({ page, ids }) {
      for (const id of [ids.long, ids.arabic, ids.tom]) await page.goto(`/users/${id}/general`)
      await page.goto('/users/recent')
    },
  },
  at('recent-empty', '/users/recent', 'deskOperator'),
]

const addingUser =
  (typed: Record<string, string>, press?: string): State['open'] =>
  async ({ page }) => {
    await page.goto('/users/add')
    await type(page, '#add', typed)
    if (press) await page.getByRole('button', { name: press }).click()
    else await page.locator('#duplicates a').first().waitFor()
  }
const maria = { 'First name': 'Maria', 'Last name': 'Garcia' }
const asked: State = {
  name: 'add-asked',
  as: 'administrator',
  async open(shown) {
    await addingUser({ ...maria, 'Primary identifier': 'mgarcia77' }, 'Save and continue')(shown)
    await saying(shown.page)
  },
}

const addStates: State[] = [
  at('add-user', '/users/add'),
  { name: 'add-duplicates', as: 'administrator', open: addingUser({ ...maria, 'Primary identifier': 'MGARCIA' }) },
  asked,
  plainly(asked),
  {
    name: 'add-refused',
    as: 'administrator',
    async open(shown) {
      const typed = { 'Primary identifier': 'tgarciap', 'Birth date': '28/03/1999', 'Email address': 'no address' }
      await addingUser({ ...maria, 'Last name': '', ...typed }, 'Save and continue')(shown)
      await saying(shown.page)
    },
  },
  at('add-not-allowed', '/users/add', 'viewer'),
]

const sayings: State[] = [
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
  {
    ...ofEva('server-broken', 'general', {}, async (page) => {
      await type(page, '#general', { 'Job description': 'Reads letters' })
      await page.route(/general$/, (route) => route.fulfill({ status: 500, body: 'broken' }))
      await page.locator('[data-save]').click()
      await page.locator('#trouble:not(:empty)').waitFor()
      await page.unroute(/general$/)
    }),
    trouble: /status of 500/,
  },
  {
    name: 'typing-kept',
    async open(shown) {
      const { page, db, ids } = shown
      const { id, primaryId } = await comeIn(shown, 32, { mustChange: false })
      await page.goto(`/users/${ids.tom}/general`)
      await type(page, '#general', { 'Job description': 'Reads letters' })
      await db.write(async (tx) => {
        await tx.delete(sessions).where(eq(sessions.userId, id))
      })
      await page.locator('[data-save]').click()
      await page.waitForURL('**/sign-in**')
      await fillIn(page, primaryId)
      await page.locator('.trouble-notice').waitFor()
    },
  },
  ofEva('unsaved', 'general', {}, (page) => type(page, '#general', { 'Job description': 'Reads letters' })),
]

/** What stands round the record of a user, and before it. */
export const statesOfFrame: State[] = [...signInStates, ...searchStates, ...addStates, ...sayings]

/** Every page, and what becomes of it: axe looks at all of them, and `npm run shots` takes their pictures. */
export const states: State[] = [
  ...statesOfFrame,
  ...statesOfGeneral,
  ...statesOfLists,
  ...statesOfBlocks,
  ...statesOfFiles,
  ...statesOfActs,
  ...statesOfBin,
  ...statesOfSearch,
  ...statesOfUndo,
  ...statesOfSource,
  ...statesOfActivity,
  ...statesOfConfiguration,
  ...statesOfMandatory,
  ...statesOfRoles,
  ...statesOfMerging,
  ...statesOfSets,
  ...statesOfSync,
  ...statesOfBulk,
]
