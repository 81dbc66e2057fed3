import { expect, it } from 'vitest'
import type { Setting } from '#code-tables/settings.ts'
import { changeSetting } from '#code-tables/settings.ts'
import { setUpActor } from '#test/people.ts'
import { nextBarcode, nextPrimaryId } from '#users/number-series.ts'
import { actsOf } from '../records.ts'
import type { Desk } from './card-desk.ts'
import { cardDesk, rowsOn } from './card-desk.ts'

const add = '/additional/new'
const generate = { generate: 'value' }

/** Whether a number's check digit is right, counted as Luhn's rule says it: written apart from the code. */
function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number)
  const sum = digits.map((digit, place) => (place % 2 === 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]))
  return sum.reduce<number>((total, digit) => total + (digit ?? 0), 0) % 10 === 0
}

const set = ({ db, clock }: Desk, name: Setting, value: string) =>
  db.write((tx) => changeSetting(tx, setUpActor(clock), name, value))
const take = async (app: Desk, value: string) => {
  const saved = await app.desk.post(app.url + add, { type: 'BARCODE', value })
  expect([value, saved.status]).toEqual([value, 303])
}
const generated = async (app: Desk, typed: Record<string, string> = {}) => {
  const page = await app.desk.submit(await app.desk.get(app.url + add), 'Generate', { ...generate, ...typed })
  expect(page.status).toBe(200)
  return page.field('Value').value
}

it('works: fills the value in, keeps all else typed, saves nothing; Enter still saves', async () => {
  const app = await cardDesk()
  const page = await app.desk.submit(await app.desk.get(app.url + add), 'Generate', {
    ...generate,
    note: 'typed',
    status: 'INACTIVE',
  })
  expect([page.status, page.field('Note').value, page.field('Status').value]).toEqual([200, 'typed', 'INACTIVE'])
  expect(page.field('Value').value).toBe('20000000000014')
  expect(page.$('#row[data-dirty]').length).toBe(1)
  expect(page.$('#row button').first().attr('name')).toBeUndefined()
  expect(await actsOf(app, app.user)).toHaveLength(1)
  expect((await app.desk.submit(page, 'Save')).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url))).toContain('20000000000014 | typed | Barcode | Inactive')
})

it('works: barcodes by their pattern, other types by that of primary identifiers', async () => {
  const app = await cardDesk()
  expect(await generated(app, { type: 'UNIV_ID' })).toBe('U0000001')
  expect(await generated(app, { type: 'BARCODE' })).toBe('20000000000014')
})

it('works: when a row is edited, and for a new card', async () => {
  const app = await cardDesk()
  const edit = app.desk.get(`${app.url}/additional/1/edit`)
  const filled = await app.desk.submit(await edit, 'Generate', { ...generate, note: 'typed' })
  expect([filled.status, filled.field('Value').value, filled.field('Note').value]).toEqual([200, '20000000000014', 'typed'])
  const card = await app.desk.submit(await app.desk.get(`${app.url}/card`), 'Generate', { generate: 'barcode' })
  expect([card.status, card.field('New barcode').value]).toEqual([200, '20000000000022'])
  expect((await app.desk.submit(card, 'Replace')).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url))[0]).toBe('20000000000022 | Barcode | Active')
})

it('rises, with a right check digit each time, and no number comes twice', async () => {
  const app = await cardDesk()
  const numbers: string[] = []
  for (let n = 0; n < 12; n += 1) numbers.push(await generated(app))
  expect(numbers.filter((number) => !/^2\d{13}$/.test(number) || !passesLuhn(number))).toEqual([])
  expect([...new Set(numbers)].sort()).toEqual(numbers)
})

it('two at once: two desks get two numbers', async () => {
  const app = await cardDesk()
  const max = await app.as('manager')
  const pages = await Promise.all([app.desk, max, app.desk, max].map((desk) => desk.post(app.url + add, generate)))
  expect(new Set(pages.map((page) => page.field('Value').value)).size).toBe(4)
})

it('goes on after the highest that was ever taken, by whatever door, and never gives one again', async () => {
  const app = await cardDesk()
  await take(app, '20000000000504')
  expect(await nextBarcode(app.db.read)).toBe('20000000000519')
  await app.makeUser({
    values: { primaryId: '20000000009008', firstName: 'P', lastName: 'P' },
    identifiers: [{ type: 'UNIV_ID', value: '20000000008000' }],
  })
  expect(await nextBarcode(app.db.read)).toBe('20000000009015')
  await app.desk.post(`${app.url}/additional/2/removal`, {})
  await take(app, '20000000010007')
  const rows = await app.desk.get(app.url)
  await app.desk.post(rows.$('a[href$="/removal"]').first().attr('href') ?? '', {})
  expect(await generated(app)).toBe('20000000010013')
})

it('does not take for its own what only looks alike', async () => {
  const app = await cardDesk()
  for (const value of ['2999', '29999999999999999', '2999999999999X', '39999999999999', '2-99999999-999']) await take(app, value)
  expect(await generated(app)).toBe('20000000000014')
})

it('follows the setting, counts what was taken before it, and remembers a former pattern', async () => {
  const app = await cardDesk()
  await take(app, 'lib-00041')
  await set(app, 'barcode_pattern', 'prefix=LIB- length=9')
  expect(await nextBarcode(app.db.read)).toBe('LIB-00042')
  expect(await generated(app)).toBe('LIB-00042')
  await set(app, 'barcode_pattern', 'length=4 check=luhn')
  expect(await generated(app)).toBe('0018')
  await take(app, 'LIB-00050')
  await set(app, 'barcode_pattern', 'prefix=lib- length=9')
  await set(app, 'primary_id_pattern', 'prefix=LIB- length=9')
  expect([await generated(app), await nextPrimaryId(app.db.read)]).toEqual(['lib-00051', 'LIB-00052'])
})

it('refused: when the digits are used up; what was typed is kept', async () => {
  const app = await cardDesk()
  await set(app, 'barcode_pattern', 'prefix=9 length=2')
  await take(app, '99')
  const page = await app.desk.submit(await app.desk.get(app.url + add), 'Generate', { ...generate, value: 'x', note: 'typed' })
  expect([page.status, page.field('Value').value, page.field('Note').value]).toEqual([422, 'x', 'typed'])
  expect(page.field('Value').error).toBe(
    'All numbers of the pattern prefix=9 length=2 are used up. Type one, or have the setting barcode_pattern changed.',
  )
  expect(await nextBarcode(app.db.read)).toBeUndefined()
})

it('not allowed: a viewer generates nothing', async () => {
  const app = await cardDesk()
  const vera = await app.as('viewer')
  expect((await vera.post(app.url + add, generate)).status).toBe(403)
  expect((await vera.post(`${app.url}/card`, generate)).status).toBe(403)
  expect(await nextBarcode(app.db.read)).toBe('20000000000014')
})
