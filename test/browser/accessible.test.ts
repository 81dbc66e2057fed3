import { expect, it } from 'vitest'
import { setUpToken } from '#test/app.ts'
import { expectAccessible, expectNoSidewaysScroll, useDesks } from '#test/browser.ts'
import { arabic, long, readers, tom } from './people.ts'
import type { State } from './state.ts'
import { plainly } from './state.ts'
import { states } from './states.ts'

const openDesk = useDesks()

async function openState({ as, empty, plain, trouble, open }: State) {
  const desk = await openDesk({ empty: empty === true })
  const { page, context, makeUser, people, db, clock } = desk
  if (trouble) desk.expectTrouble(trouble)
  if (plain) await context.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  const ids = { tom: 0, long: 0, arabic: 0, staff: people.administrator?.id ?? 0 }
  if (!empty) {
    for (const reader of readers) await makeUser(reader)
    for (const [name, made] of Object.entries({ tom, long, arabic })) ids[name as keyof typeof ids] = (await makeUser(made)).id
    for (let n = 0; n < 20; n += 1) await makeUser({ values: { primaryId: `p${n}`, firstName: 'Pia', lastName: `Park ${n}` } })
  }
  if (as) await desk.signIn(as)
  await open({ page, db, clock, ids, token: setUpToken })
  return page
}

it.each(states)('$name: axe finds nothing, light and dark, wide and narrow; nothing scrolls sideways', async (state) => {
  const page = await openState(state)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await expectAccessible(page, `${width} ${colorScheme}`)
    }
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page, String(width))
  }
  expect(await page.getByRole('heading', { level: 1, includeHidden: true }).count()).toBe(1)
})

const plain = states.filter(({ name }) => ['results', 'details', 'refused', 'keys-dialog'].includes(name)).map(plainly)

it.each(plain)('$name: axe finds nothing where scripts do not run', async (state) => {
  await expectAccessible(await openState(state))
})
