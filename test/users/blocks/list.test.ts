import { expect, it } from 'vitest'
import type { NewBlock } from '#users/blocks/blocks.ts'
import { above, block, blocksDesk, blocksIn, local } from './desk.ts'

const stateOf = (row: string) => row.replace(/^.* \| /, '')
const countOf = (page: Awaited<ReturnType<Awaited<ReturnType<typeof blocksDesk>>['vera']['get']>>) =>
  page.$('nav[aria-label="User details"] a:contains("Blocks") .count').text()

it('active ones stand first, then lifted and expired ones, each the newest first; the tab counts the active', async () => {
  const { vera, url } = await blocksDesk([
    block({ note: 'one' }),
    local({ note: 'two', expiryDate: '2026-11-21' }),
    local({ note: 'three', expiryDate: '2026-11-22' }),
    block({ note: 'four', status: 'INACTIVE' }),
  ])
  const page = await vera.get(url)
  expect(page.title).toBe('Lee, Ana · Blocks · Foyer')
  expect(blocksIn(page).map((row) => [row.split(' | ')[2], stateOf(row)])).toEqual([
    ['three', 'Active'],
    ['one', 'Active'],
    ['four', 'Lifted'],
    ['two', 'Expired'],
  ])
  expect([countOf(page), page.$('.count.bad').length]).toEqual(['2', 1])
  expect(above(page)).toEqual(['Local reason · General · until 2026-11-22three', 'Disruptive behaviour · Generalone'])
})

it('the day after its last day a block stops nothing, without anybody doing anything', async () => {
  const { as, vera, url, clock } = await blocksDesk([local({ expiryDate: '2026-11-22' })])
  expect(above(await vera.get(url))).toHaveLength(1)
  clock.move(86_400_000)
  const page = await (await as('viewer')).get(url)
  expect([above(page), countOf(page), stateOf(blocksIn(page)[0] ?? '')]).toEqual([[], '', 'Expired'])
})

it('says in words that there is none, and nothing above', async () => {
  const { vera, url } = await blocksDesk()
  const page = await vera.get(url)
  expect([blocksIn(page), above(page), page.$('#blocked').length]).toEqual([['No block yet.'], [], 0])
})

it('what people wrote is text', async () => {
  const { vera, url } = await blocksDesk([block({ note: '<b>no</b>' })])
  const page = await vera.get(url)
  expect(page.$('section b').length).toBe(0)
  expect(above(page)[0]).toContain('<b>no</b>')
})

it('a hundred blocks with long notes: pages of 25, and above no more than a page bears', async () => {
  const many: NewBlock[] = Array.from({ length: 100 }, (_one, n) => block({ note: `${n} ${'x'.repeat(1990)}` }))
  const { lea, url } = await blocksDesk(many)
  const page = await lea.get(url)
  expect(blocksIn(page)).toHaveLength(25)
  expect(page.text).toContain('1–25 of 100')
  expect(above(page)).toHaveLength(3)
  expect(page.text).toContain('There are 97 more.')
  const last = await lea.get(`${url}?page=9`)
  expect(blocksIn(last)[24]).toMatch(/^Disruptive behaviour \| · General \| 0 x/)
  const general = await lea.get(url.replace('blocks', 'general'))
  expect(above(general)).toHaveLength(3)
  for (const wrong of ['?page=-1', '?page=x', '?page=1.5', '?page=1&page=2', '?page=1e99'])
    expect([wrong, (await lea.get(url + wrong)).status]).toEqual([wrong, 200])
  expect(Buffer.byteLength(page.html)).toBeLessThan(100_000)
})

it('a block of the last page is edited and lifted there', async () => {
  const { lea, url } = await blocksDesk(Array.from({ length: 30 }, (_one, n) => (n === 0 ? local() : block())))
  const last = await lea.get(`${url}?page=2`)
  const edit = last.$('a:contains("Edit Local reason")').attr('href') ?? ''
  const saved = await lea.submit(await lea.get(edit), 'Save', { note: 'Seen' })
  expect(saved.location).toBe(`${url}?page=2`)
  expect(blocksIn(await lea.get(saved.location)).at(-1)).toMatch(/^Local reason .*Seen/)
})

it('the list of users marks who is blocked today', async () => {
  const { vera, makeUser } = await blocksDesk([block()])
  const names = { firstName: 'Bo', lastName: 'Lee' }
  await makeUser({ values: { ...names, primaryId: 'b' }, blocks: [block({ status: 'INACTIVE' })] })
  await makeUser({ values: { ...names, primaryId: 'c' }, blocks: [block({ expiryDate: '2026-11-21' })] })
  await makeUser({ values: { ...names, primaryId: 'd' }, blocks: [block({ expiryDate: '2026-11-22' }), block()] })
  const page = await vera.get('/users?q=lee')
  expect(page.rows('Users').map(([name, id]) => [id, name?.includes('Blocked')])).toEqual([
    ['ana', true],
    ['b', false],
    ['c', false],
    ['d', true],
  ])
})
