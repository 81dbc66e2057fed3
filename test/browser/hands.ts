import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How a person works: with a mouse, or with the keyboard alone. */
export type Hands = {
  press(target: Locator): Promise<void>
  type(target: Locator, text: string): Promise<void>
  choose(target: Locator, option: string): Promise<void>
}

export const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  async choose(target, option) {
    await target.selectOption({ label: option })
  },
}

export function keyboard(page: Page): Hands {
  return {
    async press(target) {
      await tabTo(page, target)
      await page.keyboard.press('Enter')
    },
    async type(target, text) {
      await tabTo(page, target)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.press('Delete')
      await page.keyboard.type(text)
    },
    async choose(target, option) {
      await tabTo(page, target)
      await page.keyboard.type(option)
    },
  }
}

const farthest = 90

/** Goes on with Tab until it is there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let steps = 0; steps < farthest; steps += 1) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}.`)
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)

export const expectFocus = (target: Locator) => expect.poll(() => isFocused(target)).toBe(true)
