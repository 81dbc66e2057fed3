import { expect, it } from 'vitest'
import { cardDesk, linkOn, rowsOn } from './card-desk.ts'

const value = (n: number) => `a-rather-long-identifier-of-some-source-system-${String(n).padStart(4, '0')}`
const many = (count: number) =>
  Array.from({ length: count }, (_n, n) => ({
    type: 'OTHER_ID_1',
    value: value(n + 1),
    note: 'imported with the old system, kept for the archive',
    status: n % 2 === 0 ? 'ACTIVE' : 'INACTIVE',
  }))
const library = (count: number) =>
  cardDesk({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, identifiers: many(count) })

it('shows 200 identifiers in pages of 25 under 60 KB, active ones first', async () => {
  const { desk, url } = await library(200)
  let page = await desk.get(url)
  const seen: string[] = []
  for (const range of ['1–25', '26–50', '51–75', '76–100', '101–125', '126–150', '151–175', '176–200']) {
    expect(page.text).toContain(`${range} of 200`)
    expect(Buffer.byteLength(page.html)).toBeLessThan(60_000)
    seen.push(...rowsOn(page))
    if (seen.length < 200) page = await desk.get(linkOn(page, 'Next'))
  }
  expect([new Set(seen).size, linkOn(page, 'Next'), linkOn(page, 'Previous')]).toEqual([200, '', `${url}?page=7`])
  expect(seen.findIndex((row) => row.endsWith('Inactive'))).toBe(100)
  expect(rowsOn(await desk.get(`${url}?page=99`))).toEqual(rowsOn(page))
  expect(rowsOn(await desk.get(`${url}?page=x`))).toEqual(rowsOn(await desk.get(url)))
})

it('opens a row on its page, and comes back to it when it is saved, refused or removed', async () => {
  const { desk, url } = await library(120)
  const last = await desk.get(`${url}?page=5`)
  const edit = await desk.get(linkOn(last, `Edit ${value(2)}`))
  expect([edit.text.includes('101–120 of 120'), linkOn(edit, 'Cancel')]).toEqual([true, `${url}?page=5`])
  const refused = await desk.submit(edit, 'Save', { value: '' })
  expect([refused.status, refused.$('.row-list form').length]).toEqual([422, 1])
  const saved = await desk.submit(edit, 'Save', { note: 'seen' })
  expect(saved.location).toBe(`${url}?page=5`)
  expect((await desk.get(saved.location)).$('.just-saved strong').text()).toBe(value(2))
  const removal = await desk.get(linkOn(last, `Remove ${value(4)}`))
  expect((await desk.submit(removal, `Remove ${value(4)}`)).location).toBe(`${url}?page=5`)
})

it('shows no pager for a few', async () => {
  const { desk, url } = await library(25)
  expect((await desk.get(url)).$('.pager')).toHaveLength(0)
})
