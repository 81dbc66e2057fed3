import { codesOf } from '#code-tables/code-tables.queries.ts'
import { changeCode } from '#code-tables/codes.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import { setUpActor } from '#test/people.ts'
import type { Shown, State } from './state.ts'
import { at, plainly, saying } from './state.ts'

const fail = ({ db, clock, ids }: Shown) =>
  db.write(async (tx) => {
    const tries = [...Array(3).fill({ userId: ids.staff, outcome: 'wrong password' }), { userId: null, outcome: 'unknown' }]
    for (const one of tries) await tx.insert(signIns).values({ at: clock.now(), address: '2001:db8:85a3::8a2e:370:7334', ...one })
  })

/** A user group that reads otherwise by now, once for each of these descriptions: one that no other state looks at. */
async function describeGroup({ db, clock }: Shown, descriptions: string[]) {
  const id = (await codesOf(db.read, 'UserGroups')).get('ADMINSTAFF')?.id ?? 0
  for (const description of descriptions)
    await db.write((tx) => changeCode(tx, setUpActor(clock), 'UserGroups', id, { description }))
}

/** The question before the first of these changes is undone. */
const undoing = (name: string, descriptions: string[], work?: (page: Shown['page']) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const { page } = shown
    await describeGroup(shown, descriptions)
    await page.goto('/activity?subject=code')
    await page
      .getByRole('button', { name: /^Undo Description/ })
      .nth(descriptions.length - 1)
      .click()
    await page.getByRole('heading', { level: 2, name: 'Undo' }).waitFor()
    await work?.(page)
  },
})
let times = 0
const anew = (...words: string[]) => {
  times += 1
  return words.map((word) => `${word} ${times}`)
}
const press = (page: Shown['page']) => page.locator('#undo').getByRole('button', { name: 'Undo' }).click()
const refused = async (page: Shown['page']) => {
  await press(page)
  await saying(page)
}

/** What was done in the whole house, and who signed in. */
export const statesOfActivity: State[] = [
  at('activity', '/activity'),
  at('activity-filtered', '/activity?door=set-up&subject=user&from=yesterday'),
  at('activity-nothing', '/activity?who=zzz'),
  undoing('activity-undo', anew('Teachers')),
  undoing('activity-undo-asks', anew('Teachers', 'Professors')),
  undoing('activity-undo-refused', anew('Teachers', 'Professors'), refused),
  plainly(undoing('activity-undo-refused', anew('Teachers', 'Professors'), refused)),
  undoing('activity-undone', anew('Teachers'), async (page) => {
    await press(page)
    await page.getByText('Took back an earlier change').first().waitFor()
  }),
  {
    name: 'sign-ins',
    as: 'administrator',
    async open(shown) {
      await fail(shown)
      await shown.page.goto('/activity/sign-ins')
    },
  },
]
