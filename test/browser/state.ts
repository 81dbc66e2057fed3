import type { Page } from 'playwright-core'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import type { Person } from '#test/people.ts'
import { cast, makeUser, password, setUpActor } from '#test/people.ts'
import type { NewUser } from '#users/record/create.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import { eva } from './people.ts'

export type Who = Person
/** What a state is opened with: a page, the house it stands in, and the users who are always there. */
export type Shown = {
  page: Page
  db: Db
  clock: Clock
  ids: { tom: number; long: number; arabic: number; staff: number }
  token: string
}
/**
 * A page in a state worth looking at, which `open` leads to; `as` is signed in before, `empty` has no administrator yet,
 * `plain` runs no scripts. `trouble` is what a browser complains of on the way there.
 */
export type State = {
  name: string
  as?: Who
  empty?: true
  plain?: true
  trouble?: RegExp
  open(shown: Shown): Promise<unknown>
}
/** The state as a page that runs no scripts shows it. */
export const plainly = (state: State): State => ({ ...state, name: `${state.name}-plain`, plain: true })

export const at = (name: string, path: string, as: Who = 'administrator'): State => ({
  name,
  as,
  open: ({ page }) => page.goto(path),
})
export const tab = (name: string, slug: string, who: keyof Shown['ids'] = 'tom', as: Who = 'administrator'): State => ({
  name,
  as,
  open: ({ page, ids }) => page.goto(`/users/${ids[who]}/${slug}`),
})

export const saying = (page: Page) => page.locator('[role=alert]:not(:empty), [role=status]:not(:empty)').first().waitFor()

export type Typed = Record<string, string>
export async function type(page: Page, form: string, typed: Typed): Promise<void> {
  for (const [label, text] of Object.entries(typed)) {
    const control = page.locator(form).getByLabel(new RegExp(`^${label}( \\(|$)`))
    if (await control.evaluate((element) => element.matches('select'))) await control.selectOption({ label: text })
    else await control.fill(text)
  }
}

export async function save(page: Page): Promise<void> {
  await page.locator('[data-save]').click()
  await saying(page)
}

export async function signIn(page: Page, identifier: string, secret = password): Promise<void> {
  await page.goto('/sign-in')
  await fillIn(page, identifier, secret)
}
/** Signs in on the page that asks for it. */
export async function fillIn(page: Page, identifier: string, secret = password): Promise<void> {
  await page.getByLabel('Identifier').fill(identifier)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
export const identifierOf = (person: Person) => cast[person].primaryId

type Rows = Partial<NewUser> & { roles?: Parameters<typeof grantRole>[3][] }
/** What such a user has; made anew each time where it holds something that nobody else may have. */
type Made = Rows | (() => Rows)
let evas = 0

/** A user whom nobody touched before: a state may change them, and be opened again. */
export async function makeEva({ db, clock }: Shown, has: Made = {}): Promise<User> {
  const { roles = [], ...made } = typeof has === 'function' ? has() : has
  evas += 1
  const user = await makeUser(db, clock, { ...made, values: { ...eva, ...made.values, primaryId: `elindqvist${evas}` } })
  await db.write(async (tx) => {
    for (const role of roles) await grantRole(tx, setUpActor(clock), user, role)
  })
  return user
}

/** A tab of such a user, after what was done there. */
export const ofEva = (name: string, slug: string, made: Made, work?: (page: Page, shown: Shown) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const { id } = await makeEva(shown, made)
    await shown.page.goto(`/users/${id}/${slug}`)
    await work?.(shown.page, shown)
  },
})

/** Staff of their own, who come in with the password that somebody else set. Nobody else is signed in as them. */
export async function comeIn(shown: Shown, role: number, { mustChange }: { mustChange: boolean }): Promise<User> {
  const { db, clock, page } = shown
  const user = await makeEva(shown, { values: { recordType: 'STAFF' }, roles: [{ role }] })
  const hash = await hashPassword(password, [])
  await db.write((tx) => setPassword(tx, setUpActor(clock), user, { hash, mustChange }))
  await signIn(page, user.primaryId)
  return user
}

/** Does something in a second window, as a colleague would, and waits until it is said to be done. */
export async function elsewhere(page: Page, work: (other: Page) => Promise<unknown>): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await work(other)
  await saying(other)
  await other.close()
}

export const follow = async (page: Page, link: string | RegExp): Promise<void> => {
  await page.getByRole('link', { name: link }).first().click()
  await page.locator('#row, #set-password, form.removal').first().waitFor()
}

/** A row's form that was saved after a colleague had saved it: each label with what they typed and what is typed here. */
export const clash = (name: string, slug: string, made: Made, edit: string | RegExp, both: Record<string, [string, string]>) =>
  ofEva(name, slug, made, async (page) => {
    const form = (side: 0 | 1) => Object.fromEntries(Object.entries(both).map(([label, typed]) => [label, typed[side]]))
    await follow(page, edit)
    await elsewhere(page, async (other) => {
      await type(other, '#row', form(0))
      await other.locator('[data-save]').click()
    })
    await type(page, '#row', form(1))
    await save(page)
  })

/** A row's form that was saved after a colleague had removed the row. */
export const gone = (name: string, slug: string, made: Made, edit: RegExp, typed: Typed) =>
  ofEva(name, slug, made, async (page) => {
    const removal = page.url()
    await follow(page, edit)
    await elsewhere(page, async (other) => {
      await other.goto(removal)
      await follow(other, new RegExp(edit.source.replace('Edit', 'Remove')))
      await other.locator('form.removal button').click()
    })
    await type(page, '#row', typed)
    await save(page)
  })

/** A form that was sent with something wrong in it. */
export const refused = (name: string, slug: string, made: Made, link: string | RegExp, typed: Typed) =>
  ofEva(name, slug, made, async (page) => {
    await follow(page, link)
    await type(page, '#row, #set-password', typed)
    await save(page)
  })

/** A form or a question that is open. */
export const open = (name: string, slug: string, made: Made, ...links: (string | RegExp)[]) =>
  ofEva(name, slug, made, async (page) => {
    for (const link of links) await follow(page, link)
  })
