import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { expectAccessible, field } from '#test/browser.ts'
import type { TrainedHands } from './training-hands.ts'

/** What the steps of the training video work with; `look` has axe look at the page. */
export type Training = Desk & { hands: TrainedHands; scripts: boolean; look(): Promise<void> }

export const said = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor()
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
export const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
export const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name })

export async function signIn({ page, hands }: Training, identifier: string, secret: string) {
  await page.goto('/')
  await hands.type(page.getByLabel('Identifier'), identifier)
  await hands.type(page.getByLabel('Password'), secret)
  await hands.press(page.getByRole('button', { name: 'Sign in' }))
}

export async function signOut({ page, hands }: Training) {
  await hands.press(page.getByRole('banner').locator('summary'))
  await hands.press(page.getByRole('button', { name: 'Sign out' }))
  await said(page, 'You are signed out.')
}

/** axe is a script itself: where none run, it looks at a copy of the page. */
export function looking({ page, context }: Desk, scripts: boolean): Training['look'] {
  if (scripts) return () => expectAccessible(page)
  let copy: Page | undefined
  return async () => {
    copy ??= await context.browser()?.newPage({ viewport: page.viewportSize() })
    if (!copy) throw new Error('The browser is gone.')
    const body = await page.content()
    await copy.unrouteAll()
    await copy.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
    await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }))
    await copy.goto(page.url())
    await expectAccessible(copy)
  }
}

/** Replaces the card of the user on the page: the old one stays, inactive. */
export async function replaceCard({ page, hands, look }: Pick<Training, 'page' | 'hands' | 'look'>, old: string): Promise<void> {
  const fresh = '29871000999'
  await hands.press(tab(page, 'Identifiers'))
  await hands.press(page.getByRole('link', { name: 'Replace card' }))
  await hands.type(field(page, 'New barcode'), fresh)
  await look()
  await hands.press(page.getByRole('button', { name: 'Replace', exact: true }))
  await said(page, `Card replaced: ${fresh}.`)
  const cards = region(page, 'Identifiers').getByRole('listitem')
  expect(await cards.filter({ hasText: old }).innerText()).toContain('Inactive')
  expect(await cards.filter({ hasText: fresh }).innerText()).toContain('Active')
}
