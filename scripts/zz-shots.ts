import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { seedCodes } from '#code-tables/seed.ts'
import { fixedClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { makeSetUpToken } from '#set-up/token.ts'
import { buildApp } from '#src/app.ts'
import { cast, makePerson, makeUser, password } from '#test/people.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/browser.ts'
import { startChromium } from '../test/browser/chromium.ts'
const out = process.argv[2]!
mkdirSync(out, { recursive: true })
const file = out + '/foyer.sqlite'
migrate(file)
const db = openDatabase(file, { durable: false })
await db.write(seedCodes)
const clock = fixedClock('2026-11-22')
await makePerson(db, clock, 'administrator'); await makePerson(db, clock, 'viewer'); await makePerson(db, clock, 'manager')
const mk = (primaryId: string, identifiers: any[], lastName = 'García') => makeUser(db, clock, { values: { primaryId, firstName: 'Tomás', lastName }, identifiers })
const full = await mk('tgarcia', [
  { type: 'BARCODE', value: '20000000000014', note: 'Red card' }, { type: 'UNIV_ID', value: 'U-2024-00017', note: 'from 2024\nby the registrar' },
  { type: 'INST_ID', value: 'x'.repeat(255) }, { type: 'OTHER_ID_1', value: 'مكتبة-١٢' },
  { type: 'BARCODE', value: '20000000000006', status: 'INACTIVE', note: 'Lost\nReplaced 2026-01-02' }])
const empty = await mk('empty', [], 'Empty')
const many = await mk('many', Array.from({ length: 120 }, (_n, n) => ({ type: 'OTHER_ID_2', value: 'old-' + n, status: n % 2 ? 'ACTIVE' : 'INACTIVE' })), 'Many')
const contact = await makeUser(db, clock, { values: { primaryId: 'con', firstName: 'Cy', lastName: 'Contact', recordType: 'CONTACT' } })
const app = await buildApp({ db, clock, timeZone: 'UTC', secret: 'a secret of the pictures that is long enough', setUpToken: makeSetUpToken('x'), logLevel: 'error' })
await app.listen({ host: '127.0.0.1', port: 0 })
const baseURL = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
const browser = await startChromium()
for (const width of [1440, 390, 320]) for (const colorScheme of ['light', 'dark'] as const) {
  if (width === 320 && colorScheme === 'dark') continue
  const sign = async (who: 'administrator' | 'viewer' | 'manager') => {
    const context = await browser.newContext({ baseURL, viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.accept())
    page.on('console', (m) => { if (m.type() === 'error' && !/4\d\d/.test(m.text()) && !/inline style/.test(m.text())) console.log('CONSOLE', m.text()) })
    await page.goto('/sign-in')
    await page.getByLabel('Identifier').fill(cast[who].primaryId)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/users')
    return page
  }
  const page = await sign('administrator')
  const shot = async (name: string, p = page) => {
    await p.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    await expectAccessible(p, name).catch((e) => console.log(name, width, String(e.message).slice(0, 600)))
    await expectNoSidewaysScroll(p, name).catch((e) => console.log(name, width, String(e.message).slice(0, 400)))
  }
  const base = (u: { id: number }) => `/users/${u.id}/identifiers`
  await page.goto(base(full)); await shot('full')
  await page.goto(base(empty)); await shot('empty')
  await page.goto(base(contact)); await shot('contact')
  await page.goto(base(many) + '?page=2'); await shot('many')
  await page.goto(base(full))
  await page.getByRole('link', { name: 'Add identifier' }).click()
  await page.getByLabel('Value').waitFor()
  console.log('focus', await page.evaluate(() => document.activeElement?.id))
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.waitForFunction(() => (document.querySelector('#value') as HTMLInputElement)?.value !== '')
  console.log('focus after generate', await page.evaluate(() => document.activeElement?.id), await page.locator('#value').inputValue())
  await shot('generated')
  await page.locator('#value').fill('ada')
  await page.locator('#value').press('Enter')
  await page.getByRole('alert').filter({ hasText: 'problem' }).waitFor()
  await shot('refused')
  await page.goto(base(full))
  await page.getByRole('link', { name: 'Edit U-2024-00017' }).click(); await page.locator('#value').waitFor(); await shot('edit')
  await page.goto(base(full))
  await page.getByRole('link', { name: 'Remove U-2024-00017' }).click(); await page.getByRole('button', { name: 'Remove U' }).waitFor(); await shot('removal')
  await page.goto(base(full))
  await page.getByRole('link', { name: 'Replace card' }).click(); await page.getByLabel('New barcode').waitFor(); await shot('card')
  await page.locator('input[name=replaces]').evaluate((i: HTMLInputElement) => { i.value = '["old"]' })
  await page.getByLabel('New barcode').fill('29999')
  await page.getByLabel('New barcode').press('Enter')
  await page.getByRole('button', { name: 'Keep mine' }).waitFor(); await shot('card-clash')
  // edit clash
  const max = await sign('manager')
  await page.goto(base(full)); await max.goto(base(full))
  await page.getByRole('link', { name: 'Edit U-2024-00017' }).click(); await max.getByRole('link', { name: 'Edit U-2024-00017' }).click()
  await max.locator('#note').fill('theirs ' + width + colorScheme); await max.getByRole('button', { name: 'Save' }).click(); await max.locator('.just-saved').waitFor(); await shot('saved', max)
  await page.locator('#note').fill('mine'); await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Keep mine' }).waitFor(); await shot('edit-clash')
  const vera = await sign('viewer'); await vera.goto(base(full)); await shot('read-only', vera)
  await page.context().close(); await max.context().close(); await vera.context().close()
}
await browser.close(); await app.close(); db.close()
