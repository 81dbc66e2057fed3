import { makeSet } from '../sets/house.ts'
import type { Shown, State } from './state.ts'
import { at, saying, type } from './state.ts'

type Made = Parameters<typeof makeSet>[2]
const owner = (shown: Shown) => ({ id: shown.ids.staff, primaryId: 'Ada Administrator' })

let made = 0
/** A page of a set that was made for it. */
const ofSet = (name: string, path: string, has: (shown: Shown) => Made, work?: (shown: Shown) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    made += 1
    const set = await makeSet(shown.db, owner(shown), {
      name: `Leavers ${made}`,
      description: 'For letters in June',
      ...has(shown),
    })
    await shown.page.goto(path.replace(':set', String(set)))
    await work?.(shown)
  },
})
const fixed = ({ ids }: Shown): Made => ({ members: [{ id: ids.tom }, { id: ids.long }, { id: ids.arabic }], shared: true })
const live = (): Made => ({ search: 'q=tom&record_type=PUBLIC' })
const missed = (shown: Shown): Made => ({
  ...fixed(shown),
  missed: [
    { line: 3, text: 'nobody', why: 'unknown' },
    { line: 7, text: 'a-rather-long-identifier-that-nobody-has-0123456789', why: 'doubled' },
  ],
})

/** Sets: the list of them, one, and all that is done to it. */
export const statesOfSets: State[] = [
  ofSet('sets', '/sets', fixed),
  ofSet('set-live', '/sets/:set', live),
  ofSet('set-fixed', '/sets/:set', fixed),
  ofSet('set-empty', '/sets/:set', () => ({})),
  ofSet('set-broken', '/sets/:set', () => ({ search: 'q=group%3AGONE' })),
  ofSet('set-missed', '/sets/:set', missed, ({ page }) => page.getByText('Show the lines').click()),
  at('set-save', '/sets/new?q=tom&in=status:ACTIVE'),
  {
    ...at('set-save-refused', ''),
    async open({ page }) {
      await page.goto('/sets/new?q=tom')
      await page.getByRole('button', { name: 'Save the set' }).click()
      await saying(page)
    },
  },
  {
    ...at('set-picked', ''),
    open: ({ page, ids }) => page.goto(`/sets/picked?user=${ids.tom}&user=${ids.long}`),
  },
  at('set-picked-nobody', '/sets/picked'),
  at('set-list', '/sets/list'),
  {
    ...at('set-list-refused', ''),
    async open({ page }) {
      await page.goto('/sets/list')
      await type(page, '#list-form', { Name: 'Pasted', Identifiers: 'nobody at all' })
      await page.getByRole('button', { name: 'Make the set', exact: true }).click()
      await saying(page)
    },
  },
  ofSet('set-combine', '/sets/combine?set=:set', live),
  ofSet('set-export', '/sets/:set/export', fixed),
  at('result-export', '/sets/export?q=tom'),
  ofSet('set-edit', '/sets/:set/edit', fixed),
  ofSet('set-fix', '/sets/:set/fix', live),
  ofSet('set-removal', '/sets/:set/removal', fixed),
  ofSet('set-add', '/sets/:set/add', fixed),
  {
    ...at('set-out', ''),
    async open(shown) {
      made += 1
      const set = await makeSet(shown.db, owner(shown), { ...fixed(shown), name: `Out ${made}` })
      await shown.page.goto(`/sets/${set}/out?user=${shown.ids.tom}`)
    },
  },
]
