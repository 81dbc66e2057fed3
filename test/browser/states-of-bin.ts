import { setUpActor } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import type { Shown, State, Who } from './state.ts'
import { at, makeEva, ofEva, plainly, saying, tab } from './state.ts'

/** Somebody in the bin, before a person who opens a page. */
const binned = (
  name: string,
  path: (id: number) => string,
  as: Who = 'administrator',
  work?: (shown: Shown) => unknown,
): State => ({
  name,
  as,
  async open(shown) {
    const { db, clock, page } = shown
    const { id } = await makeEva(shown)
    await db.write((tx) => binUser(tx, setUpActor(clock), { id }))
    await page.goto(path(id))
    await work?.(shown)
  },
})
const press = (name: string) => async (page: Shown['page']) => {
  await page.locator('main').getByRole('button', { name }).first().click()
  await saying(page)
}

/** The bin, and what a whole record becomes: another record type, another account type. */
export const statesOfBin: State[] = [
  ofEva('bin-question', 'bin', {}),
  plainly(ofEva('bin-question', 'bin', {})),
  tab('bin-of-staff', 'bin', 'staff', 'administrator'),
  binned('binned', (id) => `/users/${id}/general`),
  plainly(binned('binned', (id) => `/users/${id}/bin`)),
  binned('binned-for-readers', (id) => `/users/${id}/bin`, 'viewer'),
  binned(
    'erasure-refused',
    (id) => `/users/${id}/bin`,
    'administrator',
    ({ page }) => press('Erase now')(page),
  ),
  binned('bin-list', () => '/users/bin'),
  binned('bin-list-found', () => '/users/bin?find=lindqvist'),
  at('bin-nobody', '/users/bin?find=nobodyofthatname'),
  ofEva('record-types', 'record-type', {}),
  ofEva('record-type-question', 'record-type/STAFF', {}),
  ofEva('record-type-barred', 'record-type/CONTACT', {}),
  ofEva('account-type', 'account-type', {}),
  plainly(ofEva('account-type', 'account-type', {})),
  ofEva('account-type-refused', 'account-type', {}, press('Change account type')),
]
