import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { startChromium } from '../browser/chromium.ts'
import { withMail } from '../browser/people.ts'
import type { TestApp } from './app.ts'
import { testApp } from './app.ts'
import type { Person } from './people.ts'
import { cast, password } from './people.ts'

type Options = {
  people?: Person[]
  empty?: boolean
  scripts?: boolean
  width?: number
  dark?: boolean
}

/** A browser of one's own before the real application, which listens on this machine alone. */
export type Seat = {
  page: Page
  context: BrowserContext
  /** Opens Sign in and signs one of the cast in there, who comes out at an address. */
  signIn(person: Person, path?: string): Promise<void>
  /** Lets pass what a test brings about on purpose. */
  expectTrouble(pattern: RegExp): void
}

/** A person at a desk, who may be joined by others of the cast, or by somebody not signed in, each in a browser of their own. */
export type Desk = TestApp & Seat & { joinedBy(person: Person, path?: string): Promise<Seat>; joined(): Promise<Seat> }

/** One Chromium for the tests of a file; each test opens a desk of its own. Console errors and foreign requests fail it. */
export function useDesks(): (options?: Options) => Promise<Desk> {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser?.close())
  return async ({ scripts = true, width = 1440, dark = false, ...made } = {}) => {
    if (!browser) throw new Error('A desk is opened inside a test.')
    const server = await testApp({ parts: withMail, ...made })
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const baseURL = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
    const colorScheme = dark ? 'dark' : 'light'
    const options = { baseURL, javaScriptEnabled: scripts, viewport: { width, height: 900 }, colorScheme } as const
    const sit = async () => takeSeat(server, await (browser as Browser).newContext(options), baseURL)
    const joinedBy = async (person: Person, path?: string) => {
      const seat = await sit()
      await seat.signIn(person, path)
      return seat
    }
    return { ...server, ...(await sit()), joinedBy, joined: sit }
  }
}

async function takeSeat(server: TestApp, context: BrowserContext, baseURL: string): Promise<Seat> {
  context.setDefaultTimeout(10_000)
  const { troubles, expectTrouble } = watch(context, baseURL)
  onTestFinished(async () => {
    await context.close()
    expect(troubles()).toEqual([])
  })
  const page = await context.newPage()
  return { page, context, expectTrouble, signIn: signingIn(server, page) }
}

/** The control with a label, which may go on with a mark such as "(required)". */
export const field = (page: Page, label: string): Locator => page.getByLabel(new RegExp(`^${label}( \\(|$)`))

const signingIn =
  ({ as }: TestApp, page: Page) =>
  async (person: Person, path = '/users'): Promise<void> => {
    await as(person)
    await page.goto(path)
    await page.getByLabel('Identifier').fill(cast[person].primaryId)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  }

/** What goes wrong in a browser: requests that leave the server, errors of scripts and of the console. */
export function watch(context: BrowserContext, baseURL: string) {
  const seen: string[] = []
  const passed: RegExp[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) seen.push(`left the server: ${request.url()}`)
  })
  context.on('weberror', (error) => seen.push(`page error: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message) && !isOfAxe(message))
      seen.push(`console: ${message.text()} ${message.location().url}`)
  })
  return {
    troubles: () => seen.filter((one) => !passed.some((pattern) => pattern.test(one))),
    expectTrouble: (pattern: RegExp) => void passed.push(pattern),
  }
}

// Chromium logs each answer from 400 on: of pages they are the application's own words, of assets a mistake.
const isRefusal = (message: ConsoleMessage) =>
  /the server responded with a status of (403|404|409|410|422)/.test(message.text()) &&
  !message.location().url.includes('/assets/')

// axe measures contrast with styles that the content policy refuses; a page's own would be told with its address.
const isOfAxe = (message: ConsoleMessage) =>
  message.location().url === '' && message.text().startsWith('Applying inline style violates')

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

/** Expects that axe (WCAG 2.2 AA and best practice) finds nothing, and that the page does not scroll sideways. */
export async function expectAccessible(page: Page, name = page.url()): Promise<void> {
  await page.waitForLoadState()
  // From the top: a control that is half under the bar that stays, while one scrolls, is not a small one.
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async (tags): Promise<Violation[]> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    return (await axe.run({ runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } })).violations
  }, axeTags)
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary?.replaceAll('\n', '\n  ')}`),
  )
  expect(told.join('\n'), `axe at ${name}`).toBe('')
}

/** Expects that nothing reaches past the window: neither to be scrolled to nor cut off, as a card would. */
export async function expectNoSidewaysScroll(page: Page, name = page.url()): Promise<void> {
  const wide = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1
    const scrolls = (element: Element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
    const isInScroller = (element: Element | null): boolean =>
      element !== null && (scrolls(element) || isInScroller(element.parentElement))
    const isOver = (element: Element) => element.getBoundingClientRect().right > edge && !isInScroller(element.parentElement)
    const over = [...document.body.querySelectorAll('*')].filter(isOver)
    return [...(document.documentElement.scrollWidth > edge ? [document.body] : []), ...over].map((one) =>
      one.outerHTML.slice(0, 150),
    )
  })
  expect(wide, `sideways scroll at ${name}`).toEqual([])
}
