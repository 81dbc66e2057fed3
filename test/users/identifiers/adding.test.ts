import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { cardDesk, rowsOn } from './card-desk.ts'

const add = '/additional/new'
const typed = { type: 'UNIV_ID', value: ' New-9 ', note: 'from\nthe office' }

it('works: adds an identifier, says so, records it, and finds it at once', async () => {
  const app = await cardDesk()
  const { desk, url, user } = app
  const page = await desk.get(url + add)
  expect(page.field('Type').value).toBe('BARCODE')
  expect(page.field('Status').value).toBe('ACTIVE')
  const saved = await desk.submit(page, 'Save', typed)
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await desk.get(saved.location)
  expect(after.flash).toBe('Added.')
  expect(after.$('.just-saved strong').text()).toBe('New-9')
  expect(rowsOn(after)).toEqual(['New-9 | from the office | University ID | Active', '0001 | from 2024 | Barcode | Active'])
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.version, act?.actorName]).toEqual(['added', 2, 'Otto Operator'])
  expect(act?.lines).toEqual([
    ['type', null, 'UNIV_ID'],
    ['value', null, 'New-9'],
    ['note', null, 'from\nthe office'],
    ['status', null, 'ACTIVE'],
  ])
  expect((await desk.get('/users?q=NEW-9')).location).toContain(`/users/${user.id}`)
})

it('works: an inactive one is kept, found, and opens nobody', async () => {
  const { desk, url } = await cardDesk()
  await desk.submit(await desk.get(url + add), 'Save', { ...typed, status: 'INACTIVE' })
  const found = await desk.get('/users?q=new-9')
  expect([found.status, found.rows('Users')[0]?.[0]]).toEqual([200, 'Lee, Ana'])
})

it('refused: empty, too long, unknown type; what was typed is shown again', async () => {
  const { desk, url } = await cardDesk()
  const empty = await desk.submit(await desk.get(url + add), 'Save', { value: '  ', note: 'typed' })
  expect([empty.status, empty.problems]).toEqual([422, ['Value is required. Enter it.']])
  expect(empty.field('Note').value).toBe('typed')
  const long = await desk.submit(empty, 'Save', { value: 'x'.repeat(256), status: 'INACTIVE' })
  expect([long.status, long.field('Value').error]).toEqual([422, 'Keep Value to 255 characters; this has 256.'])
  expect([long.field('Value').value.length, long.field('Note').value, long.field('Status').value]).toEqual([
    256,
    'typed',
    'INACTIVE',
  ])
  const odd = await desk.submit(long, 'Save', { value: 'ok', type: 'PASSPORT' })
  expect([odd.status, odd.problems[0]]).toEqual([422, expect.stringContaining('There is no type "PASSPORT"')])
})

it.each([
  ['a primary identifier', 'EVA'],
  ['an additional one, in another letter case', 'u-7'],
])('refused: %s of someone else, naming the holder', async (_case, value) => {
  const app = await cardDesk()
  const page = await app.desk.submit(await app.desk.get(app.url + add), 'Save', { value, note: 'typed' })
  expect(page.status).toBe(422)
  expect(page.field('Value')).toMatchObject({
    value,
    error: `${value} already belongs to Holder, Eva (eva). Choose another, or open that user.`,
  })
  expect(page.field('Note').value).toBe('typed')
  expect(await actsOf(app, app.user)).toHaveLength(1)
})

it('works: the same value twice on one user, as primary identifier and as barcode', async () => {
  const { desk, url } = await cardDesk()
  for (const value of ['ana', '0001']) {
    expect((await desk.submit(await desk.get(url + add), 'Save', { value })).status).toBe(303)
  }
  expect(rowsOn(await desk.get(url))).toHaveLength(3)
})

it('two at once: one form posted thrice makes one row; one value goes to one of two users', async () => {
  const { desk, url, holder } = await cardDesk()
  const page = await desk.get(url + add)
  const thrice = await Promise.all([1, 2, 3].map(() => desk.submit(page, 'Save', { value: 'once' })))
  expect(thrice.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(rowsOn(await desk.get(url))).toHaveLength(2)
  const theirs = await desk.get(`/users/${holder.id}/identifiers${add}`)
  const mine = await desk.get(url + add)
  const both = await Promise.all([theirs, mine].map((form) => desk.submit(form, 'Save', { value: 'wanted' })))
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
})
