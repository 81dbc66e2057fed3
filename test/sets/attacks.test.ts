import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { IdSet } from '#platform/id-set.ts'
import { fillNew } from '#sets/filling.ts'
import { sets } from '#sets/sets.table.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { send } from '#test/upload.ts'
import { binUser } from '#users/record/bin.ts'
import { eraseUser } from '#users/record/erase.ts'
import { makePeople } from '../search/people.ts'
import { makeSet } from './house.ts'

async function house() {
  const app = await testApp()
  const [ana] = await makePeople(app, ['Lee, Ana'])
  const max = await app.as('manager')
  const ulla = await app.as('userAdministrator')
  const owner = app.people.userAdministrator ?? { id: 0 }
  return { ...app, ana: ana ?? { id: 0 }, max, ulla, owner }
}

it('knows nobody else’s private set, whatever is asked of it', async () => {
  const { max, db, owner, ana } = await house()
  const set = await makeSet(db, owner, { name: 'Secret', members: [ana] })
  const live = await makeSet(db, owner, { name: 'Live', search: 'q=lee' })
  for (const path of ['', '/missed', '/export', '/edit', '/removal', '/add', '/out', '/fix'])
    expect((await max.get(`/sets/${set}${path}`)).status, path).toBe(404)
  for (const [path, fields] of Object.entries<Record<string, string>>({
    export: { columns: 'name' },
    edit: { name: 'Mine', version: '1' },
    removal: { version: '1' },
    add: { list: 'ada', version: '1' },
    out: { user: String(ana.id), version: '1' },
  }))
    expect((await max.post(`/sets/${set}/${path}`, fields)).status, path).toBe(404)
  expect((await max.post(`/sets/${live}/fix`, { version: '1' })).status).toBe(404)
  expect((await max.get('/sets')).text).not.toContain('Secret')
  const combined = await max.post('/sets/combine', { one: String(set), two: String(set), how: 'both', name: 'x' })
  expect([combined.status, combined.text.includes('Secret')]).toEqual([422, false])
  expect((await max.post('/sets/picked', { user: String(ana.id), into: String(set) })).status).toBe(404)
  expect(await db.read.select().from(sets)).toHaveLength(2)
})

it('lets others use a shared set and change nothing of it, but for those who configure', async () => {
  const { max, as, db, owner, ana } = await house()
  const set = await makeSet(db, owner, { name: 'Ours', shared: true, members: [ana] })
  expect((await max.get(`/sets/${set}`)).status).toBe(200)
  expect((await max.post(`/sets/${set}/export`, { columns: 'name' })).status).toBe(200)
  for (const [path, fields] of Object.entries<Record<string, string>>({
    edit: { name: 'Mine' },
    removal: {},
    add: { list: 'ada' },
    out: { user: String(ana.id) },
  }))
    expect((await max.post(`/sets/${set}/${path}`, { version: '1', ...fields })).status, path).toBe(403)
  expect((await max.get(`/sets/${set}`)).$('a:contains("Edit")').length).toBe(0)
  const ada = await as('administrator')
  expect((await ada.post(`/sets/${set}/edit`, { name: 'Theirs', version: '1' })).status).toBe(303)
})

it('takes no form without its token', async () => {
  const { max, db, owner } = await house()
  await makeSet(db, owner)
  expect((await max.post('/sets/new', { _csrf: 'forged', name: 'x', search: '' })).status).toBe(403)
  expect(
    (await send(max, '/sets/list/file', [{ name: 'x', field: 'file', bytes: 'ada' }], { _csrf: 'forged', fileName: 'x' })).status,
  ).toBe(403)
  expect(await db.read.select().from(sets)).toHaveLength(1)
})

it('shows markup and formulas as text', async () => {
  const { max, db, people, makeUser } = await house()
  const evil = await makeUser({
    values: { primaryId: '@SUM(1)', firstName: '=cmd', lastName: '<script>alert(1)</script>', jobDescription: '\t=1' },
  }).catch(() => makeUser({ values: { primaryId: '@SUM(1)', firstName: '=cmd', lastName: '<i>x</i>' } }))
  const set = await makeSet(db, people.manager ?? { id: 0 }, { name: '<b>Set</b> "x"\r\n../../etc', members: [evil] })
  const shown = await max.get(`/sets/${set}`)
  expect(shown.html).not.toMatch(/<b>Set|<script>alert|<i>x/)
  const file = await max.post(`/sets/${set}/export`, { columns: 'primaryId' })
  expect(file.headers['content-disposition']).toBe('attachment; filename="users-b-set-b-x-etc-2026-11-22.csv"')
  expect(file.html).toBe("\ufeffPrimary identifier\r\n'@SUM(1)\r\n")
  const first = await max.post(`/sets/${set}/export`, { columns: 'firstName' })
  expect(first.html).toContain("'=cmd")
})

it('shows nobody a set that is being filled, and takes it for nobody else', async () => {
  const { max, db, clock, ana, owner } = await house()
  const actor = { ...setUpActor(clock), id: owner.id }
  const filled = await fillNew(db, actor as never, IdSet.of([ana.id]))
  expect((await max.get(`/sets/${filled}`)).status).toBe(404)
  expect((await max.get('/sets')).rows('My sets')).toEqual([])
})

it('outlives its owner only where it is shared', async () => {
  const { max, db, owner, ana, makeUser } = await house()
  const leaver = await makeUser({ values: { primaryId: 'leaver', firstName: 'Le', lastName: 'Aver' } })
  const shared = await makeSet(db, leaver, { name: 'Shared', shared: true, members: [ana] })
  const own = await makeSet(db, leaver, { name: 'Own', members: [ana] })
  void owner
  await db.write(async (tx) => {
    for (const id of [shared, own]) await tx.update(sets).set({ ownerId: null }).where(eq(sets.id, id))
  })
  expect((await max.get(`/sets/${shared}`)).status).toBe(200)
  expect((await max.get(`/sets/${own}`)).status).toBe(404)
  await max.post('/sets/new', { name: 'Other', search: 'q=lee', kind: 'live' })
  expect((await db.read.select().from(sets)).map(({ name }) => name).sort()).toEqual(['Other', 'Shared'])
})

it('stands huge and odd input', async () => {
  const { max, db, people } = await house()
  const set = await makeSet(db, people.manager ?? { id: 0 })
  const token = encodeURIComponent(await max.token())
  const ids = Array.from({ length: 10_001 }, (_none, n) => `user=${n}`).join('&')
  expect((await max.post('/sets/picked', `_csrf=${token}&name=x&${ids}`)).status).toBe(413)
  expect(
    (await max.post(`/sets/${set}/add`, { version: '1', list: Array.from({ length: 5001 }, (_none, n) => `n${n}`).join('\n') }))
      .status,
  ).toBe(422)
  for (const url of [
    '/sets/0',
    '/sets/999999999999999',
    '/sets/1e3',
    '/sets/-1',
    `/sets/${set}?page=999999`,
    '/sets/combine?set=%00',
    '/sets/picked?user[]=1',
  ])
    expect((await max.get(url)).status, url).toBeLessThan(500)
  expect((await max.post('/sets/new', { name: 'x\u0000y', search: 'q=lee' })).status).toBe(422)
  expect((await max.post('/sets/new', { name: 'ok', search: `q=${'x'.repeat(30_000)}`, kind: 'live' })).status).toBeLessThan(500)
})

it('loses whoever is erased, and a private set with its owner', async () => {
  const { max, db, people, makeUser, clock, ana } = await house()
  const actor = setUpActor(clock)
  const gone = await makeUser({ values: { primaryId: 'gone', firstName: 'Go', lastName: 'Ne' } })
  const set = await makeSet(db, people.manager ?? { id: 0 }, { members: [ana, gone] })
  const own = await makeSet(db, gone, { name: 'Own', members: [ana] })
  const shared = await makeSet(db, gone, { name: 'Ours', shared: true, members: [ana] })
  await db.write((tx) => binUser(tx, actor, gone))
  await db.write((tx) => eraseUser(tx, actor, gone))
  expect((await max.get(`/sets/${set}`)).text).toContain('1 user')
  expect((await max.get(`/sets/${own}`)).status).toBe(404)
  expect((await max.get(`/sets/${shared}`)).status).toBe(200)
  const out = await max.post(`/sets/${set}/out`, { version: '1', user: String(ana.id) })
  expect(out.status).toBe(303)
  const [row] = await db.read.select().from(sets).where(eq(sets.id, set))
  expect(row?.size).toBe(0)
})

it('leads to a bulk change of its users, with the set chosen', async () => {
  const { max, db, people, ana } = await house()
  const set = await makeSet(db, people.manager ?? { id: 0 }, { members: [ana] })
  const page = await max.get(`/sets/${set}`)
  const [change, bin] = ['Change these users', 'To the bin'].map((words) => page.$(`a:contains("${words}")`).attr('href') ?? '')
  for (const url of [change, bin]) {
    const form = await max.get(url ?? '')
    expect([form.status, form.field('Set').value], url).toEqual([200, String(set)])
  }
})
