import type { Locator, Page } from 'playwright-core'
import type { Hands } from './hands.ts'
import { keyboard, mouse, tabTo } from './hands.ts'

/** Hands that know their way about Foyer. */
export type TrainedHands = Hands & {
  tick(target: Locator): Promise<void>
  /** Chooses one of a group of which one is chosen already. */
  pick(target: Locator): Promise<void>
  search(text: string): Promise<void>
  addUser(): Promise<void>
  save(): Promise<void>
  saveAndContinue(): Promise<void>
}

export function trainedMouse(page: Page): TrainedHands {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  return {
    ...mouse,
    tick: (target) => target.check(),
    pick: (target) => target.check(),
    async search(text) {
      await searchField(page).fill(text)
      await button('Search').click()
    },
    addUser: () => page.getByRole('banner').getByRole('link', { name: 'Add user' }).click(),
    save: () => button('Save').click(),
    saveAndContinue: () => button('Save and continue').click(),
  }
}

export function trainedKeyboard(page: Page): TrainedHands {
  const hands = keyboard(page)
  const shortcut = async (key: string) => {
    await leaveField(page)
    await page.keyboard.press(key)
  }
  return {
    ...hands,
    async tick(target) {
      await tabTo(page, target)
      await page.keyboard.press('Space')
    },
    async pick(target) {
      await tabTo(page, page.getByRole('radio', { checked: true }))
      while (!(await target.isChecked())) await page.keyboard.press('ArrowDown')
    },
    async search(text) {
      await shortcut('/')
      await hands.type(searchField(page), text)
      await page.keyboard.press('Enter')
    },
    addUser: () => shortcut('n'),
    save: () => page.keyboard.press('ControlOrMeta+s'),
    saveAndContinue: () => page.keyboard.press('ControlOrMeta+Enter'),
  }
}

const searchField = (page: Page) => page.getByRole('search', { name: 'Search users' }).getByLabel('Search for')

// In a field a single key types a letter.
async function leaveField(page: Page): Promise<void> {
  const isInField = () => page.evaluate(() => document.activeElement?.matches('input, select, textarea') === true)
  while (await isInField()) await page.keyboard.press('Tab')
}
