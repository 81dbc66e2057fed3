import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, watch } from '#test/browser.ts'
import { startChromium } from './chromium.ts'
import type { Houses } from './house.ts'
import { openHouses } from './house.ts'
import type { State } from './state.ts'

/** Tests that axe finds nothing in these states, all looked at in one house. */
export function itIsAccessibleIn(states: readonly State[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-states-'))
  let browser: Browser
  let houses: Houses
  beforeAll(async () => {
    browser = await startChromium()
    houses = await openHouses(browser, folder)
  })
  afterAll(async () => {
    await browser.close()
    await houses.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function openState(state: State) {
    const { context, url, open } = await houses.enter(state)
    const { troubles, expectTrouble } = watch(context, url)
    if (state.trouble) expectTrouble(state.trouble)
    onTestFinished(async () => {
      await context.close()
      expect(troubles()).toEqual([])
    })
    return open()
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
}
