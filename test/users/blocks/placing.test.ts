import { expect, it } from 'vitest'
import { makeDefault } from '#code-tables/code-state.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { setUpActor } from '#test/people.ts'
import { actsOf } from '../records.ts'
import { above, block, blocksDesk, blocksIn } from './desk.ts'

const typed = { description: '06-LOCAL', expiryDate: '2027-06-30', note: 'Owes us\r\na book.' }

it('works: a desk assistant places a block, which stands on the tab, above every other and in history', async () => {
  const app = await blocksDesk()
  const page = await app.lea.get(`${app.url}/blocks/new`)
  expect([page.status, page.field('Type').value, page.field('Description').value]).toEqual([200, 'GENERAL', ''])
  const saved = await app.lea.submit(page, 'Save', typed)
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.lea.get(saved.location)
  expect(after.flash).toBe('Added.')
  expect(blocksIn(after)).toEqual([
    'Local reason | · General · until 2027-06-30 | Owes us a book. | Lea Limited, 2026-11-22 10:00 | Active',
  ])
  expect(after.$('.just-saved bdi').text()).toBe('Owes us\na book.')
  for (const tab of ['general', 'contact', 'identifiers', 'notes', 'blocks', 'statistics'])
    expect([tab, above(await app.vera.get(`/users/${app.user.id}/${tab}`))]).toEqual([
      tab,
      ['Local reason · General · until 2027-06-30Owes us a book.'],
    ])
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'added',
    actorName: 'Lea Limited',
    lines: [
      ['type', null, 'GENERAL'],
      ['description', null, '06-LOCAL'],
      ['expiryDate', null, '2027-06-30'],
      ['note', null, 'Owes us\na book.'],
      ['status', null, 'ACTIVE'],
    ],
  })
})

it('works: the same form twice places one block', async () => {
  const { lea, url } = await blocksDesk()
  const page = await lea.get(`${url}/blocks/new`)
  const answers = await Promise.all([1, 2, 3].map(() => lea.submit(page, 'Save', typed)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(blocksIn(await lea.get(url))).toHaveLength(1)
})

it('works: until today is not too late, and the type that the library made the default stands in the form', async () => {
  const { lea, url, db, clock } = await blocksDesk()
  await db.write(async (tx) => {
    const loan = (await codesOf(tx, 'UserBlockTypes')).get('LOAN')
    await makeDefault(tx, setUpActor(clock), 'UserBlockTypes', loan?.id ?? 0, true)
  })
  const page = await lea.get(`${url}/blocks/new`)
  expect(page.field('Type').value).toBe('LOAN')
  expect((await lea.submit(page, 'Save', { ...typed, expiryDate: '2026-11-22' })).status).toBe(303)
  expect(above(await lea.get(url))).toHaveLength(1)
})

it.each([
  ['no type', { type: '' }, 'Type is required. Enter it.'],
  ['no description', { description: '' }, 'Description is required. Enter it.'],
  ['a description that there is not', { description: 'NONE' }, /^There is no description "NONE"\. Use one of 02-GLOBAL, /],
  [
    'a day that has passed',
    { expiryDate: '2026-11-21' },
    '2026-11-21 has passed: such a block stops nothing. Enter a day to come, or leave Expires empty. To end a block, lift it.',
  ],
  ['no day', { expiryDate: '1 May' }, 'Expires must be a date written year-month-day, such as 2027-09-30.'],
  ['2,001 characters', { note: '🂡'.repeat(2001) }, 'Keep Note to 2,000 characters; this has 2,001.'],
])('refused: %s, and the typing is kept', async (_name, wrong, message) => {
  const { lea, url } = await blocksDesk()
  const refused = await lea.submit(await lea.get(`${url}/blocks/new`), 'Save', { ...typed, ...wrong })
  expect(refused.status).toBe(422)
  expect(refused.problems).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)])
  const all: Record<string, string> = { type: 'GENERAL', ...typed, ...wrong }
  expect(refused.field('Expires').value).toBe(all.expiryDate)
  expect(refused.field('Description').value).toBe(all.description)
  expect(refused.field('Note').value.trim()).toBe(all.note?.replace('\r', ''))
  expect(blocksIn(await lea.get(url))).toEqual(['No block yet.'])
})

it('refused: a post with nothing in it, in words', async () => {
  const { lea, url } = await blocksDesk()
  const refused = await lea.post(`${url}/blocks/new`, {})
  expect([refused.status, refused.problems]).toEqual([422, ['Type is required. Enter it.', 'Description is required. Enter it.']])
})

it('a status that is sent along is not read', async () => {
  const { lea, url } = await blocksDesk()
  await lea.post(`${url}/blocks/new`, { ...typed, type: 'GENERAL', status: 'INACTIVE', createdBy: 'Nobody' })
  expect(blocksIn(await lea.get(url))[0]).toMatch(/Lea Limited.*\| Active$/)
})

it('signed out: what was typed waits for its author, unsaved', async () => {
  const { vera, lea, url } = await blocksDesk()
  const page = await lea.get(`${url}/blocks/new`)
  await lea.post('/sign-out', {})
  expect((await lea.submit(page, 'Save', typed)).location).toBe('/sign-in')
  expect((await lea.signIn('lea')).location).toBe(`${url}/blocks/new`)
  const again = await lea.get(`${url}/blocks/new`)
  expect([again.field('Description').value, again.field('Expires').value]).toEqual(['06-LOCAL', '2027-06-30'])
  expect(blocksIn(await vera.get(url))).toEqual(['No block yet.'])
})

it('not allowed: a viewer sees blocks, and has no form and no button', async () => {
  const { vera, url } = await blocksDesk([block()])
  expect((await vera.get(`${url}/blocks/new`)).status).toBe(403)
  expect((await vera.post(`${url}/blocks/new`, typed)).status).toBe(403)
  const page = await vera.get(url)
  expect(page.text).not.toMatch(/Add block|Edit|Lift/)
  expect(blocksIn(page)).toHaveLength(1)
})

it('not there: a user that is not', async () => {
  const { lea } = await blocksDesk()
  expect((await lea.get('/users/4711/blocks/blocks/new')).status).toBe(404)
  expect((await lea.post('/users/4711/blocks/blocks/new', typed)).status).toBe(404)
})

it('two at once: both blocks stand', async () => {
  const { lea, otto, url } = await blocksDesk()
  const pages = [await lea.get(`${url}/blocks/new`), await otto.get(`${url}/blocks/new`)] as const
  const saved = await Promise.all([lea.submit(pages[0], 'Save', typed), otto.submit(pages[1], 'Save', typed)])
  expect(saved.map(({ status }) => status)).toEqual([303, 303])
  expect(blocksIn(await lea.get(url))).toHaveLength(2)
})
