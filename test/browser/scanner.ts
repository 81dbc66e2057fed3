import type { Page } from 'playwright-core'

const named: Record<string, object> = {
  Enter: { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { code: 'Tab', windowsVirtualKeyCode: 9 },
}

// A page knows no time before its own beginning: what was pressed earlier would all be pressed at once.
async function olderThan(page: Page, ms: number): Promise<void> {
  const age = await page.evaluate(() => performance.now())
  await page.waitForTimeout(Math.max(0, ms - age))
}

/** Types as a barcode scanner does, then Enter. Keys carry their own times: `gap` is kept however busy the machine is. */
export async function scan(page: Page, keys: Iterable<string>, gap = 4): Promise<void> {
  const scanner = await page.context().newCDPSession(page)
  const all = [...keys, 'Enter']
  await olderThan(page, all.length * gap)
  const began = Date.now() - all.length * gap
  const sent = all.flatMap((key, n) => {
    const stroke = { key, ...(named[key] ?? { text: key }), timestamp: (began + n * gap) / 1000 }
    return [
      scanner.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke }),
      scanner.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke }),
    ]
  })
  await Promise.all(sent)
  await scanner.detach()
}
