import type { Page } from 'playwright-core'
import type { Shown, State } from './state.ts'
import { makeEva, ofEva, tab } from './state.ts'

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const file = (name: string, buffer: Buffer | string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(buffer as string),
})
const some = [
  file('Letter about the lost book, from her mother, with her new address and telephone number.pdf', '%PDF-1.7\nDear library'),
  file('passport.png', 'no image at all'),
  file('رسالة.txt', 'Dear library'),
  file('dot.png', dot),
]
type Sent = ReturnType<typeof file>[]

async function choose(page: Page, link: string, button: string, files: Sent): Promise<void> {
  await page.getByRole('link', { name: link }).click()
  await page.locator('#upload input[type=file]').setInputFiles(files)
  await page.getByRole('button', { name: button }).click()
  await page.locator('[role=alert]:not(:empty), .flash:not(:empty)').first().waitFor()
}

const attached = (name: string, work: (page: Page) => Promise<unknown> = async () => undefined, files = some): State => ({
  name,
  as: 'administrator',
  async open(shown: Shown) {
    const { id } = await makeEva(shown)
    await shown.page.goto(`/users/${id}/attachments`)
    await choose(shown.page, 'Add attachments', 'Add files', files)
    await work(shown.page)
  },
})
const follow = (link: RegExp) => async (page: Page) => {
  await page.getByRole('link', { name: link }).first().click()
  await page.locator('#row, form.removal').first().waitFor()
}
const general = (name: string, work: (page: Page) => Promise<unknown>) => ofEva(name, 'general', {}, work)

/** The tab Attachments, and the photo. */
export const statesOfFiles: State[] = [
  attached('attachments'),
  tab('attachments-empty', 'attachments', 'arabic'),
  tab('read-only-attachments', 'attachments', 'tom', 'viewer'),
  tab('attachments-add', 'attachments/attachments/new'),
  attached('attachment-edit', follow(/^Edit passport/)),
  attached('attachment-removal', follow(/^Remove passport/)),
  attached('attachments-refused', undefined, [...some, file('empty.txt', '')]),
  attached(
    'attachments-many',
    undefined,
    Array.from({ length: 20 }, (_one, n) => file(`Letter ${n + 1}.txt`, `Number ${n}`)),
  ),
  tab('photo-add', 'general/photo'),
  general('photo', (page) => choose(page, 'Change photo', 'Save photo', [file('dot.png', dot)])),
  general('photo-refused', (page) => choose(page, 'Change photo', 'Save photo', [file('dot.png', 'no image')])),
  general('photo-removal', async (page) => {
    await choose(page, 'Change photo', 'Save photo', [file('dot.png', dot)])
    await page.getByRole('link', { name: 'Remove photo' }).click()
    await page.locator('form.removal').waitFor()
  }),
]
