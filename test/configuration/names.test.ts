import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { noteSetting } from '#code-tables/put-setting.ts'
import { changesOf } from '#history/history.queries.ts'
import { buildApp } from '#src/app.ts'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { orderKept } from '#users/name-order.queries.ts'
import { changeNamePattern } from '#users/name-order.ts'
import { readNamePattern, readyPatterns, written } from '#users/name-pattern.ts'

const url = '/configuration/names'
const people = [
  { primaryId: 'a', firstName: 'Zoe', lastName: 'Abel' },
  { primaryId: 'b', firstName: 'Ann', middleName: 'May', lastName: 'Young', title: 'DR' },
  { primaryId: 'c', firstName: 'Maria', prefFirstName: 'Mia', lastName: 'Garcia' },
  { primaryId: 'd', firstName: 'Zed', lastName: 'Garcia' },
  { primaryId: 'e', firstName: 'Ben', lastName: 'Garcia López' },
]

async function named() {
  const app = await testApp()
  for (const values of people) await app.makeUser({ values })
  return { app, ada: await app.as('administrator') }
}
const listed = async (visitor: Visitor) =>
  (await visitor.get('/users?record_type=PUBLIC'))
    .$('table a.who')
    .toArray()
    .map((link) => (link.children[0] as never as { children: { data: string }[] }).children[0]?.data)
const choose = async (visitor: Visitor, pattern: string) => visitor.submit(await visitor.get(url), 'Save', { pattern })
const settle = async ({ db }: TestApp, order: string) => {
  for (let tries = 0; tries < 200 && (await orderKept(db.read)) !== order; tries += 1) await wait(10)
  expect(await orderKept(db.read)).toBe(order)
}

it.each([
  ['Last, First Middle', 'Young, Ann May', 'Young'],
  ['Last, Title First Middle', 'Young, Dr Ann May', 'Young'],
  ['LAST, First Middle', 'YOUNG, Ann May', 'YOUNG'],
  ['LAST First', 'YOUNG Ann', 'YOUNG'],
  ['First Middle Last', 'Ann May Young', 'Young'],
  ['Title First Middle Last', 'Dr Ann May Young', 'Young'],
])('the pattern %s writes %s', (text, whole, lastOnly) => {
  const pattern = readNamePattern(text)
  if (!pattern) throw new Error('no pattern')
  expect(written(pattern, { title: 'Dr', first: 'Ann', middle: 'May', last: 'Young' })).toBe(whole)
  expect(written(pattern, { title: null, first: null, middle: null, last: 'Young' })).toBe(lastOnly)
})

it.each([
  '',
  'Last',
  'First, Middle',
  'Last, First Last',
  'last first',
  'Last; First',
  '{{ 7 * 7 }}',
  'Last, First, constructor',
])('%j is no pattern', (text) => expect(readNamePattern(text)).toBeUndefined())

it('works: names are shown so everywhere, lists follow, and the change is history', async () => {
  const { app, ada } = await named()
  expect(await listed(ada)).toEqual(['Abel, Zoe', 'Garcia, Mia', 'Garcia, Zed', 'Garcia López, Ben', 'Young, Ann May'])
  const saved = await choose(ada, 'Title First Middle Last')
  expect([saved.status, saved.location]).toEqual([303, url])
  expect((await ada.get(url)).flash).toBe('Saved: names are shown as "Title First Middle Last".')
  expect(await listed(ada)).toEqual(['Dr Ann May Young', 'Ben Garcia López', 'Mia Garcia', 'Zed Garcia', 'Zoe Abel'])
  const young = await ada.get('/users?q=young')
  expect(young.text).toContain('Dr Ann May Young')
  const details = await ada.get('/users/3/general')
  expect([details.heading, details.title]).toEqual(['Dr Ann May Young', 'Dr Ann May Young · General information · Foyer'])
  expect((await ada.get('/users/recent')).text).toContain('Dr Ann May Young')
  const [act] = await changesOf(app.db.read, 'setting', 0, { limit: 1, offset: 0 })
  expect(act?.items).toEqual([
    { part: 'setting', field: 'name_pattern', before: 'Last, First Middle', after: 'Title First Middle Last' },
  ])
})

it('titles do not count in the order, and all of one last name stand together', async () => {
  const { ada } = await named()
  await choose(ada, 'Last, Title First Middle')
  expect(await listed(ada)).toEqual(['Abel, Zoe', 'Garcia, Mia', 'Garcia, Zed', 'Garcia López, Ben', 'Young, Dr Ann May'])
  await choose(ada, 'LAST First')
  expect(await listed(ada)).toEqual(['ABEL Zoe', 'GARCIA Mia', 'GARCIA Zed', 'GARCIA LÓPEZ Ben', 'YOUNG Ann'])
})

it('who is added or renamed afterwards stands in the new order at once', async () => {
  const { app, ada } = await named()
  await choose(ada, 'First Middle Last')
  await app.makeUser({ values: { primaryId: 'f', firstName: 'Aaa', lastName: 'Zzz' } })
  await ada.post('/users/2/general', { firstName: 'Bob' })
  expect((await listed(ada)).slice(0, 4)).toEqual(['Aaa Zzz', 'Ann May Young', 'Ben Garcia López', 'Bob Abel'])
})

it('shows real names by each pattern before one is chosen', async () => {
  const { ada } = await named()
  const page = await ada.get(url)
  expect(page.$('input[name=pattern]')).toHaveLength(readyPatterns.length)
  expect(page.$('input[name=pattern][checked]').attr('value')).toBe('Last, First Middle')
  expect(page.text).toContain('Dr Ann May Young')
})

it('refused: no pattern, with the choice of before', async () => {
  const { app, ada } = await named()
  for (const pattern of ['', 'Last', '<b>First</b> Last']) {
    const refused = await ada.post(url, { pattern, drawn: 'Last, First Middle' })
    expect([refused.status, refused.problems]).toEqual([422, ['Choose how names are shown.']])
  }
  expect(await changesOf(app.db.read, 'setting', 0, { limit: 9, offset: 0 })).toEqual([])
})

it('signed out: leads to Sign in', async () => {
  const { app } = await named()
  expect((await app.visitor().get(url)).location).toBe('/sign-in?next=%2Fconfiguration%2Fnames')
  expect((await app.visitor().post(url, { pattern: 'LAST First' })).location).toBe('/sign-in')
})

it('not allowed: who does not configure neither sees nor saves it', async () => {
  const { app } = await named()
  for (const person of ['manager', 'viewer'] as const) {
    const somebody = await app.as(person)
    expect((await somebody.get(url)).status).toBe(403)
    expect((await somebody.post(url, { pattern: 'LAST First', drawn: 'Last, First Middle' })).status).toBe(403)
  }
})

it('two at once: the second is told what the first chose, and decides', async () => {
  const { ada } = await named()
  const drawn = await ada.get(url)
  await choose(ada, 'LAST First')
  const told = await ada.submit(drawn, 'Save', { pattern: 'First Middle Last' })
  expect(told.status).toBe(409)
  expect(told.text).toContain('Someone else chose "LAST First" since you opened the page.')
  expect(told.$('input[name=pattern][checked]').attr('value')).toBe('First Middle Last')
  expect((await ada.submit(told, 'Save', { pattern: 'First Middle Last' })).status).toBe(303)
})

it('a server that was stopped on the way goes on with the order when it starts again', async () => {
  const { app } = await named()
  await app.db.write((tx) => changeNamePattern(tx, setUpActor(app.clock), 'First Middle Last'))
  expect(await orderKept(app.db.read)).toBe('')
  const { db, clock, files } = app
  const parts = { db, clock, files, timeZone: 'UTC', secret: 'a secret of the tests that is long enough for signing' }
  const again = await buildApp({ ...parts, setUpToken: { matches: () => false } as never })
  await again.ready()
  await settle(app, 'first middle last')
  await again.close()
  expect((await listed(await app.as('administrator')))[0]).toBe('Ann May Young')
})

it('back and forth while it works ends in the order that was chosen last', async () => {
  const { app, ada } = await named()
  const patterns = ['First Middle Last', 'Last, First Middle', 'LAST First', 'First Middle Last', 'Last, First Middle']
  for (const pattern of patterns) await app.db.write((tx) => changeNamePattern(tx, setUpActor(app.clock), pattern))
  await app.db.write((tx) => noteSetting(tx, 'name_order', ''))
  await choose(ada, 'LAST, First Middle')
  await settle(app, 'last, first middle')
  expect((await listed(ada))[0]).toBe('ABEL, Zoe')
})
