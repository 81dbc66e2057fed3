import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { setMembers, sets } from '#sets/sets.table.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import { makePeople, namesOn } from '../search/people.ts'
import { makeSet } from './house.ts'

const lees = ['Lee, Ana', 'Lee, Bo', 'Moon, Cy']
async function house() {
  const app = await testApp()
  const [ana, bo, cy] = await makePeople(app, lees)
  if (!ana || !bo || !cy) throw new Error('nobody was made')
  const max = await app.as('manager')
  const set = (id: number) =>
    app.db.read
      .select()
      .from(sets)
      .where(eq(sets.id, id))
      .then(([row]) => row)
  const members = async (id: number) =>
    (await app.db.read.select().from(setMembers).where(eq(setMembers.setId, id))).map(({ userId }) => userId)
  const told = async () =>
    (await app.db.read.select().from(changes).where(eq(changes.subject, 'set'))).map(({ action, items, subjectId, version }) => ({
      ...{ action, subjectId, version },
      said: Object.fromEntries(items.map(({ field, after }) => [field, after])),
    }))
  const owner = app.people.manager ?? { id: 0 }
  return { ...app, ana, bo, cy, max, set, members, told, owner }
}
const numberOf = (url: string) => Number(/\d+/.exec(url)?.[0])

it('saves a search, which has whomever it finds', async () => {
  const app = await house()
  const page = await app.max.get('/sets/new?q=lee&index=names&sort=expiry_date&page=3')
  expect([page.status, page.heading]).toEqual([200, 'Save as a set'])
  expect(page.text).toContain('“lee” in Names')
  const saved = await app.max.submit(page, 'Save the set', { name: ' The Lees ', description: 'For letters' })
  expect(saved.status).toBe(303)
  const shown = await app.max.get(saved.location)
  expect([shown.heading, shown.flash, namesOn(shown)]).toEqual([
    'The Lees',
    'Saved as the set The Lees.',
    ['Lee, Ana', 'Lee, Bo'],
  ])
  await app.makeUser({ values: { primaryId: 'dan', firstName: 'Dan', lastName: 'Lee' } })
  expect(namesOn(await app.max.get(saved.location))).toEqual(['Lee, Ana', 'Lee, Bo', 'Lee, Dan'])
  expect(await app.set(numberOf(saved.location))).toMatchObject({
    kind: 'live',
    search: 'q=lee&index=names',
    shared: false,
    version: 1,
  })
  expect(await app.told()).toEqual([
    {
      ...{ action: 'created', subjectId: numberOf(saved.location), version: 1 },
      said: { name: 'The Lees', description: 'For letters', shared: false, kind: 'live', search: 'q=lee&index=names' },
    },
  ])
})

it('saves those whom a search finds now, and keeps them', async () => {
  const app = await house()
  const page = await app.max.get('/sets/new?q=lee')
  const saved = await app.max.submit(page, 'Save the set', { name: 'Now', kind: 'fixed', shared: 'on' })
  await app.makeUser({ values: { primaryId: 'dan', firstName: 'Dan', lastName: 'Lee' } })
  expect(namesOn(await app.max.get(saved.location))).toEqual(['Lee, Ana', 'Lee, Bo'])
  expect(await app.set(numberOf(saved.location))).toMatchObject({ kind: 'fixed', search: null, size: 2, shared: true })
  expect((await app.told())[0]?.said).toMatchObject({ users: 2 })
})

it('refuses a name that is missing, taken or too long, and keeps what was typed', async () => {
  const app = await house()
  await makeSet(app.db, app.owner, { name: 'Taken' })
  const page = await app.max.get('/sets/new?q=lee')
  for (const [name, problem] of [
    ['', 'Name is required. Enter what people shall call the set.'],
    ['tAKEN', 'You have a set of that name. Choose another name.'],
    ['x'.repeat(101), 'This is too long: 100 letters are the most.'],
  ] as const) {
    const again = await app.max.submit(page, 'Save the set', { name, description: 'kept' })
    expect([again.status, again.problems, again.field('Description').value]).toEqual([422, [problem], 'kept'])
    expect(again.formOf('Save the set').values.search).toBe('q=lee')
  }
})

it('does not save a search that cannot be asked', async () => {
  const { max } = await house()
  const page = await max.get('/sets/new?q=group:NOBODY')
  const again = await max.submit(page, 'Save the set', { name: 'Bad' })
  expect(again.status).toBe(422)
  expect(again.problems[0]).toContain('“group:NOBODY” in this search: User group: there is no “NOBODY”.')
})

it('says so when a search means nobody any more, and never everybody', async () => {
  const app = await house()
  const unknown = await makeSet(app.db, app.owner, { name: 'Unknown', search: 'q=group%3AGONE' })
  const odd = await makeSet(app.db, app.owner, { name: 'Odd', search: 'q=lee&in=colour%3Ared' })
  for (const id of [unknown, odd]) {
    const page = await app.max.get(`/sets/${id}`)
    expect([page.status, page.$('.notice.warn').length, namesOn(page)]).toEqual([200, 1, []])
    const exported = await app.max.post(`/sets/${id}/export`, { columns: 'name' })
    expect(exported.status).toBe(422)
  }
  expect((await app.told()).filter(({ action }) => action === 'exported')).toEqual([])
})

it('puts ticked users into a new set and into one that there is', async () => {
  const app = await house()
  const page = await app.max.get(`/sets/picked?user=${app.ana.id}&user=${app.cy.id}&user=999999&user=x`)
  expect(page.text).toContain('2 users are ticked.')
  const body = `_csrf=${encodeURIComponent(await app.max.token())}&user=${app.ana.id}&user=${app.cy.id}&user=999999`
  const saved = await app.max.post('/sets/picked', `${body}&name=Picked`)
  const id = numberOf(saved.location)
  expect(await app.members(id)).toEqual([app.ana.id, app.cy.id])
  const added = await app.max.post('/sets/picked', `${body}&user=${app.bo.id}&into=${id}`)
  expect((await app.max.get(added.location)).flash).toBe('1 user was added.')
  expect(await app.members(id)).toHaveLength(3)
  expect(await app.set(id)).toMatchObject({ size: 3, version: 2 })
  expect((await app.max.post('/sets/picked', { user: '999999', name: 'Nobody' })).status).toBe(422)
  expect((await app.max.get('/sets/picked')).heading).toBe('Put into a set')
})

it('adds and takes out by hand, and leaves out who is in the bin', async () => {
  const app = await house()
  const id = await makeSet(app.db, app.owner, { members: [app.ana] })
  const form = await app.max.get(`/sets/${id}/add`)
  const refused = await app.max.submit(form, 'Add', { list: `${app.bo.primaryId}\nnobody` })
  expect([refused.status, refused.problems]).toEqual([422, ['Line 2, “nobody”: Nobody has it. Mend or remove it.']])
  expect(refused.field('Identifiers').value).toContain('nobody')
  const added = await app.max.submit(form, 'Add', { list: app.bo.primaryId.toUpperCase() })
  expect(namesOn(await app.max.get(added.location))).toEqual(['Lee, Ana', 'Lee, Bo'])
  const asked = await app.max.get(`/sets/${id}/out?user=${app.ana.id}`)
  expect(asked.text).toContain('Take 1 user out of the set?')
  const out = await app.max.submit(asked, 'Take out')
  expect(out.status).toBe(303)
  expect(await app.members(id)).toEqual([app.bo.id])
  await app.db.write((tx) => binUser(tx, setUpActor(app.clock), app.bo))
  expect((await app.max.get(`/sets/${id}`)).text).toContain('Nobody is in this set')
  expect((await app.told()).map(({ action }) => action)).toEqual(['users added', 'users taken out'])
})

it('changes what is said of a set, and tells whoever comes second', async () => {
  const app = await house()
  const id = await makeSet(app.db, app.owner)
  const [one, two] = [await app.max.get(`/sets/${id}/edit`), await app.max.get(`/sets/${id}/edit`)]
  expect((await app.max.submit(one, 'Save', { name: 'First', shared: 'on' })).status).toBe(303)
  const second = await app.max.submit(two, 'Save', { name: 'Second' })
  expect([second.status, second.field('Name').value]).toEqual([409, 'Second'])
  expect((await app.max.submit(second, 'Save')).status).toBe(303)
  expect(await app.set(id)).toMatchObject({ name: 'Second', version: 3 })
})

it('fixes a search, once', async () => {
  const app = await house()
  const id = await makeSet(app.db, app.owner, { search: 'q=lee' })
  const [one, two] = [await app.max.get(`/sets/${id}/fix`), await app.max.get(`/sets/${id}/fix`)]
  const fixed = await app.max.submit(one, 'Fix the set')
  expect((await app.max.get(fixed.location)).flash).toBe('The set is fixed: 2 users.')
  expect((await app.max.submit(two, 'Fix the set')).status).toBe(409)
  expect(await app.members(id)).toEqual([app.ana.id, app.bo.id])
  expect(await app.set(id)).toMatchObject({ kind: 'fixed', search: null, size: 2 })
})

it('combines two sets', async () => {
  const app = await house()
  const one = await makeSet(app.db, app.owner, { name: 'One', search: 'q=lee' })
  const two = await makeSet(app.db, app.owner, { name: 'Two', members: [app.bo, app.cy] })
  const expected = { both: [app.bo.id], either: [app.ana.id, app.bo.id, app.cy.id], without: [app.ana.id] }
  for (const [how, ids] of Object.entries(expected)) {
    const page = await app.max.get(`/sets/combine?set=${one}`)
    const made = await app.max.submit(page, 'Combine', { two: String(two), how, name: how })
    expect(await app.members(numberOf(made.location)), how).toEqual(ids)
  }
  const page = await app.max.get('/sets/combine')
  const refused = await app.max.submit(page, 'Combine', { one: String(one), two: '', name: 'None' })
  expect([refused.status, refused.problems]).toEqual([422, ['Choose a set.']])
})

it('removes a set and all that is left of it', async () => {
  const app = await house()
  const id = await makeSet(app.db, app.owner, { members: [app.ana, app.bo] })
  const removed = await app.max.submit(await app.max.get(`/sets/${id}/removal`), 'Remove')
  expect((await app.max.get(removed.location)).flash).toBe('Removed Leavers.')
  expect([await app.set(id), await app.members(id)]).toEqual([undefined, []])
  expect((await app.max.get(`/sets/${id}`)).status).toBe(404)
  expect(await app.told()).toMatchObject([{ action: 'removed', version: 2 }])
})

it('carries one form out once', async () => {
  const app = await house()
  const page = await app.max.get('/sets/new?q=lee')
  const typed = { name: 'Once', kind: 'fixed' }
  const [one, two] = [await app.max.submit(page, 'Save the set', typed), await app.max.submit(page, 'Save the set', typed)]
  expect([one.status, two.location]).toEqual([303, one.location])
  expect(await app.db.read.select().from(sets)).toHaveLength(1)
})
