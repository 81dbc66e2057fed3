import { expect, it } from 'vitest'
import { idOf, note, notesDesk, notesIn, rowUrl, texts } from './desk.ts'

it('shows pinned notes first, then the newest', async () => {
  const { lea, url } = await notesDesk([note('a', { pinned: true }), note('b'), note('c', { pinned: true }), note('d')])
  expect(texts(await lea.get(url))).toEqual(['c', 'a', 'd', 'b'])
})

it('shows HTML in a note as the text that it is, everywhere', async () => {
  const hostile = '<script>alert(1)</script><b>"&\''
  const { lea, url } = await notesDesk([note(hostile, { popup: true })])
  const list = await lea.get(url)
  for (const page of [list, await lea.get(rowUrl(list, 'Edit', '<script>')), await lea.get(rowUrl(list, 'Remove', '<script>'))]) {
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('alert(1)</script>')
    expect(page.$('b, #content script')).toHaveLength(0)
  }
  expect(texts(list)).toEqual([hostile])
})

it('filters by the types that occur, without scripts, and falls back to all', async () => {
  const { lea, url } = await notesDesk([note('a', { type: 'LIBRARY' }), note('b'), note('c', { type: 'LIBRARY' })])
  const page = await lea.get(url)
  expect(page.field('Filter by type').name).toBe('type')
  const offered = page.$('#filter-type option').toArray()
  expect(offered.map((option) => page.$(option).text())).toEqual(['All', 'Library', 'Other'])
  const form = page.formOf('Filter')
  expect([form.action, page.$('#filter-type').closest('form').attr('method')]).toEqual([url, 'get'])
  const filtered = await lea.get(`${url}?type=LIBRARY`)
  expect([texts(filtered), filtered.field('Filter by type').value]).toEqual([['c', 'a'], 'LIBRARY'])
  for (const type of ['', 'NONE', 'BARCODE', '%00']) {
    const all = await lea.get(`${url}?type=${type}`)
    expect([all.status, texts(all), all.field('Filter by type').value]).toEqual([200, ['c', 'b', 'a'], ''])
  }
})

it('keeps the filter while a note is edited, and drops it where it would hide the note', async () => {
  const { lea, url } = await notesDesk([note('a', { type: 'LIBRARY' }), note('b'), note('c', { type: 'LIBRARY' })])
  const edit = rowUrl(await lea.get(`${url}?type=LIBRARY`), 'Edit', 'a')
  const page = await lea.get(edit)
  expect(texts(page)).toEqual(['c'])
  expect((await lea.submit(page, 'Save', { pinned: 'on' })).location).toBe(`${url}?type=LIBRARY`)
  expect((await lea.submit(await lea.get(edit), 'Save', { type: 'OTHER' })).location).toBe(url)
})

it('offers no filter where there is nothing', async () => {
  const { lea, url } = await notesDesk()
  const page = await lea.get(`${url}?type=LIBRARY&page=7`)
  expect([notesIn(page), page.$('#filter-type').length]).toEqual([['No note yet.'], 0])
})

const many = (text: string) => Array.from({ length: 500 }, (_one, n) => note(`${String(n).padStart(3, '0')} ${text}`))
const kilobytes = (html: string) => Buffer.byteLength(html) / 1000

it.each([
  ['short ones', 'Asked at the desk for a reading list of the spring term, twice.'],
  ['2,000 letters each', 'x'.repeat(1996)],
  ['2,000 quotes each', '"'.repeat(1996)],
  ['2,000 ideographs each', '書'.repeat(1996)],
])('pages 500 notes by 25, under 60 KB: %s', async (_name, text) => {
  const { lea, url } = await notesDesk(many(text))
  const first = await lea.get(url)
  expect(texts(first)).toHaveLength(25)
  expect(texts(first)[0]?.slice(0, 3)).toBe('499')
  expect(first.text).toContain('1–25 of 500')
  expect(kilobytes(first.html)).toBeLessThan(60)
  const next = first.$('a[rel=next]').attr('href') ?? ''
  expect(next).toBe(`${url}?page=2`)
  const second = await lea.get(next)
  expect(texts(second)[0]?.slice(0, 3)).toBe('474')
  expect(second.$('a[rel=prev]').attr('href')).toBe(url)
  for (const page of ['0', '-1', 'x', '1e9', '21']) {
    expect(texts(await lea.get(`${url}?page=${page}`))).toHaveLength(25)
  }
})

it('cuts long notes when they are many, and shows one whole when asked', async () => {
  const { lea, url } = await notesDesk(many('x'.repeat(1996)))
  const page = await lea.get(`${url}?page=3`)
  expect(texts(page)[0]).toMatch(/^449 x{300,400}…$/)
  const whole = page.$('a:contains("Show all 449")').attr('href') ?? ''
  expect(whole).toBe(`${url}?page=3&note=${idOf(page, '449')}#notes-${idOf(page, '449')}`)
  expect(texts(await lea.get(whole.split('#')[0] ?? ''))[0]).toHaveLength(2000)
})

it('opens a note on the page where it stands, and comes back there', async () => {
  const { lea, url } = await notesDesk(many('x'))
  const third = await lea.get(`${url}?page=3`)
  const edit = rowUrl(third, 'Edit', '430')
  const page = await lea.get(edit.split('?')[0] ?? '')
  expect(texts(page)[0]).toBe('449 x')
  const saved = await lea.submit(page, 'Save', { text: '430 y' })
  expect(saved.location).toBe(`${url}?page=3`)
  expect((await lea.get(saved.location)).$('.just-saved bdi').text()).toBe('430 y')
  const removed = await lea.submit(await lea.get(rowUrl(third, 'Remove', '431')), 'Remove 431 x')
  expect(removed.location).toBe(`${url}?page=3`)
})

it('has no page that is only a viewer’s with a form on it', async () => {
  const { vera, url } = await notesDesk([note('a')])
  const page = await vera.get(url)
  expect(page.text).not.toMatch(/Edit a|Remove a|Add note|Remove selected/)
  expect(page.field('Filter by type').exists).toBe(true)
})
