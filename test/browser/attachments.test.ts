import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { checkFiles } from '#src/check/check-files.ts'
import { field, useDesks } from '#test/browser.ts'

const sit = useDesks()
const slow = 60_000
const file = (name: string, buffer: Buffer | string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(buffer as string),
})

it.each([true, false])(
  'files are attached, noted, downloaded and removed; a photo stands in the summary (scripts: %s)',
  async (scripts) => {
    const desk = await sit({ people: ['deskOperator'], scripts })
    const { page } = desk
    const { id } = await desk.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
    await desk.signIn('deskOperator', `/users/${id}/general`)
    const tabs = page.getByRole('navigation', { name: 'User details' })
    const status = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()

    await tabs.getByRole('link', { name: 'Attachments' }).click()
    await page.getByText('No attachment yet.').waitFor()
    await page.getByRole('link', { name: 'Add attachments' }).click()
    await page.getByLabel('Files').setInputFiles([file('letter.txt', 'Dear Ana'), file('empty.txt', '')])
    await page.getByRole('button', { name: 'Add files' }).click()
    const problems = page.getByRole('alert').filter({ hasText: 'There is a problem' })
    await problems.getByText('empty.txt is empty.').waitFor()
    await status('1 file added.')
    await page.getByLabel('Files').setInputFiles([file('b.txt', 'b'), file('c.txt', 'c')])
    await page.getByRole('button', { name: 'Add files' }).click()
    await status('2 files added.')
    await tabs.getByRole('link', { name: 'Attachments 3' }).waitFor()

    await page.getByRole('link', { name: 'Edit letter.txt' }).click()
    await field(page, 'Note').fill('Came by post')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Came by post').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'letter.txt', exact: true }).click(),
    ])
    expect([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]).toEqual(['letter.txt', 'Dear Ana'])
    await page.getByRole('link', { name: 'Remove b.txt' }).click()
    await page.getByRole('button', { name: 'Remove b.txt' }).click()
    await status('Removed b.txt.')

    await tabs.getByRole('link', { name: 'General information' }).click()
    await page.getByRole('link', { name: 'Change photo' }).click()
    const colour = { width: 400, height: 300, channels: 3, background: '#08f' } as const
    await page.getByLabel('Image').setInputFiles(file('me.jpg', await sharp({ create: colour }).jpeg().toBuffer()))
    await page.getByRole('button', { name: 'Save photo' }).click()
    await status('The photo is saved.')
    const photo = page.getByRole('region', { name: 'Summary' }).locator('img')
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)

    const found: string[] = []
    for await (const words of checkFiles.run(desk)) found.push(words)
    expect(found).toEqual([])
  },
  slow,
)
