import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { ana, cardDesk, linkOn, rowsOn, settle } from './card-desk.ts'

async function replacing(identifiers = ana.identifiers ?? []) {
  const app = await cardDesk({ ...ana, identifiers })
  const url = linkOn(await app.desk.get(app.url), 'Replace card')
  return { ...app, card: url, page: await app.desk.get(url), max: await app.as('manager') }
}

it('works: the old card becomes inactive with a note, the new one active, in one act', async () => {
  const app = await replacing()
  expect(app.card).toBe(`${app.url}/card`)
  expect(app.page.text).toContain('Becomes inactive, and stays taken: 0001')
  const saved = await app.desk.submit(app.page, 'Replace', { barcode: '0002' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.desk.get(app.url)
  expect([after.flash, after.$('.just-saved strong').text()]).toEqual(['Card replaced: 0002.', '0002'])
  expect(rowsOn(after)).toEqual(['0002 | Barcode | Active', '0001 | from 2024 Replaced 2026-11-22 | Barcode | Inactive'])
  const acts = await actsOf(app, app.user)
  expect([acts.length, acts[0]?.action, acts[0]?.version]).toEqual([2, 'card replaced', 2])
  expect(acts[0]?.lines).toEqual([
    ['status', 'ACTIVE', 'INACTIVE'],
    ['note', 'from 2024', 'from 2024\nReplaced 2026-11-22'],
    ['type', null, 'BARCODE'],
    ['value', null, '0002'],
    ['status', null, 'ACTIVE'],
  ])
  expect((await app.max.get(`/users/${app.user.id}/history`)).text).toContain('Card replaced')
  expect((await app.desk.get('/users?q=0002')).status).toBe(303)
  expect((await app.desk.get('/users?q=0001')).rows('Users')[0]?.[0]).toBe('Lee, Ana')
  const theirs = await app.desk.post(`/users/${app.holder.id}/identifiers/card`, { barcode: '0001' })
  expect([theirs.status, theirs.field('New barcode').error]).toEqual([422, expect.stringContaining('belongs to Lee, Ana')])
})

it('works: all active barcodes are replaced, other identifiers stay', async () => {
  const app = await replacing([
    { type: 'BARCODE', value: '0001' },
    { type: 'BARCODE', value: '0009' },
    { type: 'UNIV_ID', value: 'U-1' },
    { type: 'BARCODE', value: '0000', status: 'INACTIVE' },
  ])
  await app.desk.submit(app.page, 'Replace', { barcode: '0002' })
  expect(rowsOn(await app.desk.get(app.url))).toEqual([
    '0002 | Barcode | Active',
    'U-1 | University ID | Active',
    '0000 | Barcode | Inactive',
    '0009 | Replaced 2026-11-22 | Barcode | Inactive',
    '0001 | Replaced 2026-11-22 | Barcode | Inactive',
  ])
})

it('works: without an old card', async () => {
  const app = await replacing([])
  expect(app.page.text).toContain('There is no active barcode yet: this will be the first.')
  expect((await app.desk.submit(app.page, 'Replace', { barcode: '0002' })).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url))).toEqual(['0002 | Barcode | Active'])
})

it('refused: empty, taken, or in use already; what was typed is shown again and nothing changed', async () => {
  const app = await replacing()
  const refusals = [
    ['', 'New barcode is required. Enter it.'],
    ['u-7', 'u-7 already belongs to Holder, Eva (eva). Choose another, or open that user.'],
    ['0001', '0001 is the card in use already. Enter the new one.'],
    ['x'.repeat(256), 'Keep New barcode to 255 characters; this has 256.'],
  ]
  for (const [barcode = '', error] of refusals) {
    const page = await app.desk.submit(app.page, 'Replace', { barcode })
    expect([page.status, page.problems]).toEqual([422, [error]])
    expect(page.field('New barcode')).toMatchObject({ value: barcode, error })
  }
  expect(await actsOf(app, app.user)).toHaveLength(1)
})

it.each([
  ['Keep mine', ['0002 | Barcode | Active'], 3],
  ['Use theirs', ['0005 | Barcode | Active'], 2],
])('two at once: another card given meanwhile is asked: %s', async (button, active, acts) => {
  const app = await replacing()
  await app.max.submit(await app.max.get(app.card), 'Replace', { barcode: '0005' })
  const asked = await app.desk.submit(app.page, 'Replace', { barcode: '0002' })
  const clash = asked.$('[aria-label="Changed meanwhile"]').text()
  expect([asked.status, clash.includes('0005'), clash.includes('0002')]).toEqual([409, true, true])
  expect(asked.field('New barcode').value).toBe('0002')
  expect((await app.desk.submit(asked, 'Replace', settle(asked, button))).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url)).filter((row) => row.endsWith('| Active'))).toEqual(active)
  expect(await actsOf(app, app.user)).toHaveLength(acts)
})

it('two at once: an old card that was removed meanwhile is asked too; one form is carried out once', async () => {
  const app = await replacing()
  await app.max.post(linkOn(await app.max.get(app.url), 'Remove 0001'), {})
  const asked = await app.desk.submit(app.page, 'Replace', { barcode: '0002' })
  expect([asked.status, asked.$('.clash').text().includes('none')]).toEqual([409, true])
  const mine = settle(asked, 'Keep mine')
  const twice = await Promise.all([1, 2].map(() => app.desk.submit(asked, 'Replace', mine)))
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(rowsOn(await app.desk.get(app.url))).toEqual(['0002 | Barcode | Active'])
})

it('works: an old note that leaves no room stays as it is', async () => {
  const app = await replacing([{ type: 'BARCODE', value: '0001', note: 'n'.repeat(2000) }])
  await app.desk.submit(app.page, 'Replace', { barcode: '0002' })
  expect(rowsOn(await app.desk.get(app.url))[1]).toBe(`0001 | ${'n'.repeat(2000)} | Barcode | Inactive`)
})
