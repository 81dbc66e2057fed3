import type { Page } from 'playwright-core'
import { enableCode } from '#code-tables/code-state.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { addCode } from '#code-tables/codes.ts'
import { setUpActor } from '#test/people.ts'
import type { Shown, State } from './state.ts'
import { at, elsewhere, save, saying, type } from './state.ts'

const long = 'A library whose name is long, because the town that it stands in has joined with two others '

/** A library and three desks of it, one of them disabled; there already when a state is opened again. */
async function makeDesks({ db, clock }: Shown): Promise<void> {
  const actor = setUpActor(clock)
  if ((await codesOf(db.read, 'Libraries')).size > 0) return
  await db.write(async (tx) => {
    await addCode(tx, actor, 'Libraries', { code: 'MAIN', description: 'Main library' })
    await addCode(tx, actor, 'Libraries', { code: 'X'.repeat(40), description: long })
    for (const code of ['FRONT', 'READING', 'OLD'])
      await addCode(tx, actor, 'CirculationDesks', { code, description: `${code} desk`, parent: 'MAIN' })
    const old = (await codesOf(tx, 'CirculationDesks')).get('OLD')
    await enableCode(tx, actor, 'CirculationDesks', old?.id ?? 0, false)
  })
}

const withDesks = (name: string, path: string): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    await makeDesks(shown)
    await shown.page.goto(path)
  },
})

/** A page of the configuration after something was done on it. */
const after = (name: string, path: string, work: (page: Page) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open({ page }) {
    await page.goto(path)
    await work(page)
  },
})

let renamed = 0
const groups = '/configuration/codes/UserGroups'

/** What the library sets up by itself. */
export const statesOfConfiguration: State[] = [
  at('configuration', '/configuration'),
  at('codes', groups),
  at('codes-many', '/configuration/codes/CountryCodes?page=2'),
  at('codes-none', '/configuration/codes/Campuses'),
  withDesks('codes-libraries', '/configuration/codes/Libraries'),
  withDesks('codes-desks', '/configuration/codes/CirculationDesks'),
  withDesks('code-add', '/configuration/codes/CirculationDesks/new'),
  after('code-moved', groups, async (page) => {
    await page.getByRole('button', { name: 'Move up Faculty' }).click()
    await saying(page)
  }),
  after('code-menu', groups, (page) => page.locator('.table .menu > summary').nth(2).click()),
  after('code-refused', `${groups}/new`, async (page) => {
    await type(page, '#row', { Code: 'year 7' })
    await save(page)
  }),
  after('code-conflict', groups, async (page) => {
    await page
      .getByRole('link', { name: 'Alumni', exact: true })
      .or(page.getByRole('link', { name: /^Former students/ }))
      .click()
    await page.locator('#row').waitFor()
    renamed += 1
    await elsewhere(page, async (other) => {
      await type(other, '#row', { Description: `Former students ${renamed}` })
      await other.locator('[data-save]').click()
    })
    await type(page, '#row', { Description: 'Graduates' })
    await save(page)
  }),
  at('code-removal', '/configuration/codes/UserTitles/14/removal'),
  at('code-removal-in-use', `${groups}/1/removal`),
  at('settings', '/configuration/settings'),
  after('settings-refused', '/configuration/settings', async (page) => {
    await type(page, '#settings', { 'Minutes until sign-out': '1', 'Barcode pattern': 'length=0' })
    await save(page)
  }),
  at('institution', '/configuration/institution'),
  at('configuration-not-allowed', '/configuration', 'viewer'),
]
