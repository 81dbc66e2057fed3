import { codesOf } from '#code-tables/code-tables.queries.ts'
import { addCode } from '#code-tables/codes.ts'
import { changeMandatory } from '#code-tables/mandatory.ts'
import { setUpActor } from '#test/people.ts'
import type { Shown, State } from './state.ts'
import { at, makeEva, save, saying } from './state.ts'

const libraries = ['MAIN Main library', 'MED Medical library', 'LAW Law library and archives']

/** Campuses and libraries to choose from, and contacts of whom more is asked; there already when a state is opened again. */
async function makeStrict({ db, clock }: Shown): Promise<void> {
  const actor = setUpActor(clock)
  if ((await codesOf(db.read, 'Campuses')).size > 0) return
  const coded = (row: string) => ({ code: row.split(' ')[0] ?? '', description: row.slice(row.indexOf(' ') + 1) })
  await db.write(async (tx) => {
    await addCode(tx, actor, 'Campuses', coded('NORTH North campus'))
    for (const library of libraries) await addCode(tx, actor, 'ResourceSharingLibraries', coded(library))
    const chosen = ['title', 'website', 'expiryDate', 'address', 'phone', 'email']
    await changeMandatory(tx, actor, 'CONTACT', { drawn: [], chosen })
  })
}

const strictly = (name: string, open: (shown: Shown) => Promise<unknown>, as: State['as'] = 'administrator'): State => ({
  name,
  as,
  async open(shown) {
    await makeStrict(shown)
    await open(shown)
  },
})
const chosen = { campus: 'NORTH', resourceSharingLibraries: ['MAIN', 'LAW'] }

/** What the library asks of a record, how names are shown, and the pages on which that is met. */
export const statesOfMandatory: State[] = [
  strictly('mandatory', ({ page }) => page.goto('/configuration/mandatory')),
  strictly('mandatory-saved', async ({ page }) => {
    await page.goto('/configuration/mandatory')
    await page.locator('#CONTACT-gender').click()
    await page.getByRole('button', { name: 'Save Contact' }).click()
    await saying(page)
  }),
  at('names', '/configuration/names'),
  {
    name: 'names-refused',
    as: 'administrator',
    async open({ page }) {
      await page.goto('/configuration/names')
      await page
        .locator('input[name=pattern]')
        .first()
        .evaluate((radio) => radio.setAttribute('value', 'no pattern'))
      await page.locator('input[name=pattern]').first().check()
      await save(page)
    },
  },
  strictly('add-mandatory', ({ page }) => page.goto('/users/add?recordType=CONTACT')),
  strictly('add-mandatory-refused', async ({ page }) => {
    await page.goto('/users/add?recordType=CONTACT')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await saying(page)
  }),
  strictly('campus-and-lists', async (shown) => {
    const { id } = await makeEva(shown, { values: chosen })
    await shown.page.goto(`/users/${id}/general`)
  }),
  strictly(
    'campus-and-lists-read',
    async (shown) => {
      const { id } = await makeEva(shown, { values: chosen })
      await shown.page.goto(`/users/${id}/general`)
    },
    'viewer',
  ),
]
