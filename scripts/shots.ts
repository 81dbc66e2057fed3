import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChromium } from '../test/browser/chromium.ts'
import { openHouses } from '../test/browser/house.ts'
import { states } from '../test/browser/states.ts'

// `npm run shots`: a picture of every page in shots/, wide and narrow, light and dark, to be looked at after a change.
// `npm run shots -- notes conflict`: of the states alone whose names hold one of these words.
const folder = join(import.meta.dirname, '..', 'shots')
const words = process.argv.slice(2)
const wanted = states.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
const longest = 10 * 60_000
const looks = [1440, 390].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })))

async function run(data: string): Promise<void> {
  const browser = await startChromium()
  const houses = await openHouses(browser, data)
  try {
    for (const state of wanted) {
      const { context, open } = await houses.enter(state)
      const page = await open()
      for (const { width, colorScheme } of looks) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        await page.evaluate(() => scrollTo(0, 0))
        await page.screenshot({ path: join(folder, `${state.name}-${width}-${colorScheme}.png`), fullPage: true })
      }
      await context.close()
    }
    console.log(`${wanted.length * looks.length} pictures are in ${folder}`)
  } finally {
    await browser.close()
    await houses.close()
  }
}

const tooLong = setTimeout(() => {
  console.error('The pictures took more than ten minutes: given up.')
  process.exit(1)
}, longest)
if (words.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'foyer-shots-'))
try {
  await run(data)
} finally {
  clearTimeout(tooLong)
  rmSync(data, { recursive: true, force: true })
}
