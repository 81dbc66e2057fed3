import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { addCode } from '#code-tables/codes.ts'
import type { Desk } from '#test/browser.ts'
import { expectAccessible, field, useDesks } from '#test/browser.ts'
import { setUpActor } from '#test/people.ts'
import { findUser } from '#users/users.queries.ts'
import type { Hands } from './hands.ts'
import { keyboard, mouse } from './hands.ts'

const sit = useDesks()
const slow = 100_000

const main = (page: Page) => page.getByRole('main')
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => main(page).getByRole('link', { name, exact: true })
const told = (page: Page) => page.locator('.page-head > .chip')

/** Waits until a change is in a state: with scripts its page comes anew by itself, without them somebody reloads. */
async function reached(page: Page, scripts: boolean, word: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await told(page).filter({ hasText: word }).count()) > 0) return
    if (scripts) await page.waitForTimeout(250)
    else await page.goto(page.url())
  }
  throw new Error(`The change does not come to "${word}": ${await main(page).innerText()}`)
}

async function pupils(desk: Desk) {
  await desk.db.write(async (tx) => {
    for (const n of [9, 10])
      await addCode(tx, setUpActor(desk.clock), 'UserGroups', {
        code: `YEAR${n}`,
        description: `Year ${n}`,
        recordTypes: null,
        parent: null,
      })
  })
  const make = (n: number, userGroup: string) =>
    desk.makeUser({
      values: {
        primaryId: `p${n}`,
        firstName: 'Nora',
        lastName: `Berg ${n}`,
        userGroup,
        expiryDate: '2027-07-31',
        recordType: 'PUBLIC',
      },
    })
  const nines = [await make(1, 'YEAR9'), await make(2, 'YEAR9'), await make(3, 'YEAR9')]
  return { nines, leavers: [await make(4, 'YEAR10'), await make(5, 'YEAR10')] }
}

type School = { desk: Desk; scripts: boolean; hands: Hands }
const task = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true })

/** Prepares a change of the set on whose page one is, looks at its preview, and applies it. */
async function change({ desk: { page }, scripts, hands }: School, name: string, fill: (form: Locator) => Promise<unknown>) {
  await hands.press(link(page, 'Change these users'))
  await page.getByRole('heading', { name: 'New bulk change' }).waitFor()
  await page.getByRole('checkbox', { name, exact: true }).check()
  await fill(task(page, name))
  await hands.press(button(page, 'Preview'))
  await page.waitForURL(/\/bulk\/\d+$/)
  await reached(page, scripts, 'Preview: nothing is written yet')
  if (scripts) await expectAccessible(page)
  await apply({ page, scripts, hands })
  return page.url()
}

async function apply({ page, scripts, hands }: { page: Page; scripts: boolean; hands: Hands }): Promise<void> {
  await hands.press(link(page, 'Apply'))
  await page.waitForURL('**/apply')
  await hands.press(button(page, 'Apply'))
  await page.waitForURL(/\/bulk\/\d+$/)
  await reached(page, scripts, 'Finished')
}

async function undo(school: School, url: string): Promise<string> {
  const { desk, scripts, hands } = school
  const { page } = desk
  await page.goto(url)
  await hands.press(link(page, 'Undo'))
  await page.waitForURL('**/undo')
  await hands.press(button(page, 'Undo'))
  await page.waitForURL((one) => /\/bulk\/\d+$/.test(one.pathname))
  await reached(page, scripts, 'Preview: nothing is written yet')
  await apply({ page, scripts, hands })
  return page.url()
}

it.each([true, false])(
  'the summer of a school library: a year up, a year more, leavers; one of it undone and done again (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ scripts })
    const { page } = desk
    const hands = scripts ? keyboard(page) : mouse
    const school = { desk, scripts, hands }
    const { nines, leavers } = await pupils(desk)
    const now = async (people: { id: number }[]) =>
      Promise.all(people.map(async ({ id }) => findUser(desk.db.read, id))).then((found) =>
        found.map((one) => [one?.userGroup, one?.expiryDate, one?.status]),
      )

    await desk.signIn('administrator', '/users?q=group%3AYEAR9')
    await hands.press(link(page, 'Save as a set'))
    await field(page, 'Name').fill('Year 9')
    await page.getByLabel('What the set holds').selectOption('fixed')
    await hands.press(button(page, 'Save the set'))
    await page.getByRole('heading', { name: 'Year 9' }).waitFor()
    const set = page.url()
    const up = await change(school, 'User group', (form) => form.getByLabel('Set to').selectOption({ label: 'Year 10' }))
    await page.goto(set)
    const longer = await change(school, 'Expiration date', async (form) => {
      await form.getByLabel('Set to').selectOption({ label: 'Later than it is by' })
      await form.getByLabel('How many').fill('1')
      await form.getByLabel('Days, months or years').selectOption({ label: 'years' })
    })
    expect(longer).not.toBe(up)
    expect(await now(nines)).toEqual(nines.map(() => ['YEAR10', '2028-07-31', 'ACTIVE']))

    await page.goto('/sets/list')
    await main(page).locator('#list-form').getByLabel(/^Name/).fill('Leavers')
    await page.getByLabel(/^Identifiers/).fill('p4\np5\nnobody-of-this-name')
    await hands.press(button(page, 'Make the set'))
    await page.getByRole('heading', { name: 'Leavers' }).waitFor()
    await change(school, 'Status', (form) => form.getByLabel('Set to').selectOption({ label: 'Inactive' }))
    expect(await now(leavers)).toEqual(leavers.map(() => ['YEAR10', '2027-07-31', 'INACTIVE']))

    // The first of the three is taken back, although another came after it, and then done again.
    const undone = await undo(school, up)
    expect(await now(nines)).toEqual(nines.map(() => ['YEAR9', '2028-07-31', 'ACTIVE']))
    await undo(school, undone)
    expect(await now(nines)).toEqual(nines.map(() => ['YEAR10', '2028-07-31', 'ACTIVE']))
    await page.goto('/bulk')
    expect(await page.getByRole('table', { name: 'Bulk changes' }).getByRole('row').count()).toBe(6)
    await page.goto(`/users/${nines[0]?.id}/history`)
    await main(page)
      .getByText(/bulk change \d/i)
      .first()
      .waitFor()
  },
  slow,
)
