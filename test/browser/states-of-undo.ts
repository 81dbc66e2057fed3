import { setUpActor } from '#test/people.ts'
import type { UserValues } from '#users/fields.ts'
import { createUser } from '#users/record/create.ts'
import { changeUser } from '#users/users.ts'
import type { Shown, State } from './state.ts'
import { makeEva, ofEva, plainly, saying } from './state.ts'

/** The question before the first of these changes is undone. */
const undoing = (name: string, saved: UserValues[], work?: (page: Shown['page']) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const { db, clock, page } = shown
    const { id } = await makeEva(shown)
    for (const values of saved) await db.write((tx) => changeUser(tx, setUpActor(clock), { id }, values))
    await page.goto(`/users/${id}/history`)
    await page
      .getByRole('button', { name: /^Undo/ })
      .nth(saved.length - 1)
      .click()
    await page.getByRole('heading', { level: 2, name: 'Undo' }).waitFor()
    await work?.(page)
  },
})
const first: UserValues = { lastName: 'Lindqvist-Ahl', birthDate: '1999-03-28', prefFirstName: 'Evi' }
const since: UserValues = { lastName: 'Lindgren' }
const press = async (page: Shown['page']) => {
  await page.locator('#undo').getByRole('button', { name: 'Undo' }).click()
  await saying(page)
}

let made = 0
/** An act that is too long for the list. */
const longAct = (name: string, open: (page: Shown['page']) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const { db, clock, page } = shown
    const notes = Array.from({ length: 200 }, (_none, n) => ({
      type: 'OTHER',
      text: `${n}: ${'Asked for the reading list of the spring term. '.repeat(8)}`,
    }))
    made += 1
    const values = { primaryId: `long-${made}`, firstName: 'Lena', lastName: 'Long' }
    const { id } = await db.write((tx) => createUser(tx, setUpActor(clock), { values, notes }))
    await page.goto(`/users/${id}/history`)
    await open(page)
  },
})
const openAct = async (page: Shown['page']) => {
  await page.getByRole('link', { name: /^and many more fields/ }).click()
  await page.getByRole('heading', { level: 2, name: 'Created' }).waitFor()
}

/** Taking changes back. */
export const statesOfUndo: State[] = [
  ofEva('history-filtered', 'history?field=general.lastName&from=2026-11-01', {}),
  ofEva('history-nothing-found', 'history?door=file&from=soon', {}),
  longAct('history-long', async (page) => page.getByRole('link', { name: /^and many more fields/ }).waitFor()),
  longAct('history-act', openAct),
  plainly(longAct('history-act', openAct)),
  undoing('undo', [first]),
  undoing('undo-asks', [first, since]),
  undoing('undo-refused', [first, since], press),
  plainly(undoing('undo-refused', [first, since], press)),
  {
    ...undoing('undone', [first, since]),
    async open(shown) {
      await undoing('', [first]).open(shown)
      await shown.page.locator('#undo').getByRole('button', { name: 'Undo' }).click()
      await shown.page.getByText('Took back an earlier change').waitFor()
    },
  },
]
