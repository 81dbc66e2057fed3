import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { makeLibraries } from '#test/libraries.ts'
import { password } from '#test/people.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { readers, tom } from './people.ts'
import type { Training } from './training.ts'
import { heading, looking, signIn, tab } from './training.ts'
import { trainedKeyboard, trainedMouse } from './training-hands.ts'

/** A way to work through a journey: with a mouse or by keyboard alone, with scripts or without. */
export type Way = { way: string; scripts: boolean; handsOn: typeof trainedMouse }
export const byMouse: Way[] = [
  { way: 'with scripts', scripts: true, handsOn: trainedMouse },
  { way: 'without scripts', scripts: false, handsOn: trainedMouse },
]
export const everyWay: Way[] = [...byMouse, { way: 'by keyboard alone', scripts: true, handsOn: trainedKeyboard }]

/** Two libraries, some readers, and a colleague of each kind: one has no role yet, the others hold theirs in different scopes. */
export type House = Training & { reader: User; colleagues: Record<'newcomer' | 'everywhere' | 'elsewhere', User> }

export async function openHouse(desk: Desk, { scripts, handsOn }: Way): Promise<House> {
  await makeLibraries(desk.db)
  for (const reader of readers) await desk.makeUser(reader)
  const reader = await desk.makeUser(tom)
  const staff = (primaryId: string, lastName: string, roles: NewRole[]) =>
    makeStaff(desk, { values: { primaryId, firstName: 'Noor', lastName } }, roles)
  const colleagues = {
    newcomer: await staff('nnew', 'Newcomer', []),
    everywhere: await staff('nevery', 'Everywhere', [{ role: 32 }]),
    elsewhere: await staff('nelse', 'Elsewhere', [{ role: 32, scope: 'SCI' }]),
  }
  return { ...desk, scripts, hands: handsOn(desk.page), look: looking(desk, scripts), reader, colleagues }
}

/** Signs in with the password of the cast, and comes out at the list. */
export async function enter(house: House, identifier: string): Promise<void> {
  await signIn(house, identifier, password)
  await heading(house.page, 'Find and manage users').waitFor()
}

/** Names of the links in a region of navigation, without what is counted beside them. */
export const linksIn = async (page: Page, name: string): Promise<string[]> =>
  (await page.getByRole('navigation', { name, exact: true }).getByRole('link').allInnerTexts()).map((text) =>
    text.replace(/\s*\d+$/, '').trim(),
  )

/** Every address below the frame's own that the page leads to or posts to. */
export const leads = (page: Page): Promise<string[]> =>
  page.locator('a[href], form, [formaction], [hx-get], [hx-post]').evaluateAll((elements) => {
    const names = ['href', 'action', 'formaction', 'hx-get', 'hx-post']
    const addresses = elements.flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''))
    return [...new Set(addresses.map((address) => address.split(/[?#]/)[0] ?? ''))].filter(Boolean)
  })

/** What the forms of a page do: those that change something by the address they post to, the others by where they look. */
export const formsOf = (page: Page): Promise<string[]> =>
  page
    .locator('form')
    .evaluateAll((forms) => forms.map((form) => `${form.getAttribute('method')} ${form.getAttribute('action') ?? ''}`.trim()))

/** Opens each tab of a user, and does something there. */
export async function onEachTab({ page, hands }: House, names: string[], work: (name: string) => Promise<unknown>) {
  for (const name of names) {
    await hands.press(tab(page, name))
    await page.getByRole('navigation', { name: 'User details' }).locator('[aria-current=page]').getByText(name).waitFor()
    await work(name)
  }
}

/** The page at an address is refused in words: which, and nothing else than a way back stands there. */
export async function expectRefused({ page }: House, path: string, words: string | RegExp): Promise<void> {
  const answer = await page.goto(path)
  expect([path, answer?.status()]).toEqual([path, 403])
  await heading(page, 'Not allowed').waitFor()
  const main = page.getByRole('main')
  expect(await main.locator('form').count()).toBe(0)
  expect(await main.getByRole('link').allInnerTexts()).toEqual(['Find and manage users'])
  expect(await main.innerText()).toMatch(words)
}

/** A post that this browser might make up is refused in words, and not for want of a token. */
export async function expectNotTaken({ page }: House, path: string, form: Record<string, string>, words: string): Promise<void> {
  const _csrf = await page.locator('input[name=_csrf]').first().inputValue()
  const answer = await page.request.post(path, { form: { _csrf, ...form }, maxRedirects: 0 })
  expect([path, answer.status()]).toEqual([path, 403])
  expect(await answer.text()).toContain(words)
}
