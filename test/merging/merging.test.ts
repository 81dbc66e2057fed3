import { expect, it } from 'vitest'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { findUser } from '#users/users.queries.ts'
import { makeStaff } from '../sign-in/staff.ts'

const url = '/users/merge?keeper=kim&gone=007'

async function twice() {
  const app = await testApp()
  const keeper = await app.makeUser({ values: { primaryId: 'kim', firstName: 'Kim', lastName: 'Park', userGroup: 'FACULTY' } })
  const gone = await app.makeUser({
    values: { primaryId: '007', firstName: 'Kim', lastName: 'Parc', userGroup: 'ALUMNI', birthDate: '1990-01-02' },
    emails: [{ address: 'kim@x.example' }],
    notes: [{ type: 'OTHER', text: 'Remember <b>this</b>' }],
  })
  return { ...app, keeper, gone, max: await app.as('manager') }
}

const merge = async (visitor: Visitor, typed: Record<string, string> = {}) =>
  visitor.submit(await visitor.get(url), 'Merge', typed)

it('works: shows side by side what goes over, and then merges', async () => {
  const { db, max, keeper, gone } = await twice()
  const page = await max.get(url)
  expect(page.rows('General information')).toEqual([
    ['Last name', 'Park', 'Take Last name: Parc'],
    ['Birth date', '—', 'Take Birth date: 1990-01-02'],
    ['User group', 'Faculty', 'Take User group: Alumni'],
  ])
  expect(page.$('#take-birthDate').is('[checked]')).toBe(true)
  expect(page.$('#take-lastName').is('[checked]')).toBe(false)
  expect(page.text).toContain('Remember <b>this</b>')
  expect(page.text).toContain('Patron · Institution · Active Stays behind the keeper has the same')
  // A list of ticks is sent whole.
  const done = await max.post('/users/merge', page.$('#merge').serialize())
  expect([done.status, done.location]).toEqual([303, `/users/${keeper.id}/general`])
  expect((await max.get(done.location)).flash).toBe('Parc, Kim (007) was merged into Park, Kim. History can take it back.')
  expect((await contactOf(db.read, keeper.id)).emails.map(({ address }) => address)).toEqual(['kim@x.example'])
  expect((await findUser(db.read, keeper.id))?.birthDate).toBe('1990-01-02')
  expect((await findUser(db.read, gone.id))?.binnedAt).not.toBe(null)
})

it('refused: with a type that is none, all that was ticked stands again', async () => {
  const { max, gone, db } = await twice()
  const page = await merge(max, { primaryAs: 'NOPE', internal: 'on' })
  expect([page.status, page.problems]).toEqual([
    422,
    ['Choose the type under which the keeper holds the other primary identifier.'],
  ])
  expect(page.$('#internal').is('[checked]')).toBe(true)
  expect((await findUser(db.read, gone.id))?.binnedAt).toBe(null)
})

it('not there: says which identifier names nobody', async () => {
  const { max } = await twice()
  const page = await max.get('/users/merge?keeper=kim&gone=nobody')
  expect([page.problems, page.field('The user who goes to the bin').value]).toEqual([
    ['No user has the identifier nobody. Enter another one.'],
    'nobody',
  ])
  expect((await max.get('/users/merge?keeper=kim&gone=kim')).text).toContain('These are one and the same user.')
})

it('signed out: goes to Sign in', async () => {
  const app = await twice()
  expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
})

it('not allowed: for those who may not change many, and of staff with more rights', async () => {
  const app = await twice()
  const dora = await app.as('deskManager')
  expect((await dora.get(url)).status).toBe(403)
  expect((await dora.post('/users/merge', { keeper: 'kim', gone: '007' })).status).toBe(403)
  for (const pair of ['keeper=kim&gone=ada', 'keeper=ada&gone=kim', 'keeper=kim&gone=max'])
    expect([pair, (await app.max.get(`/users/merge?${pair}`)).status]).toEqual([pair, 403])
  for (const pair of [
    { keeper: 'kim', gone: 'ada' },
    { keeper: 'ada', gone: 'kim' },
  ])
    expect((await app.max.post('/users/merge', { ...pair, parts: 'role' })).status).toBe(403)
})

it('attack: a manager of one library takes no role of another by a merger', async () => {
  const app: TestApp = await testApp()
  const { makeLibraries } = await import('#test/libraries.ts')
  await makeLibraries(app.db)
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 21, scope: 'SCI' }])
  await makeStaff(app, { values: { primaryId: 'main' } }, [{ role: 32, scope: 'MAIN' }])
  await app.makeUser({ values: { primaryId: 'kim', firstName: 'Kim', lastName: 'Park', userGroup: 'FACULTY' } })
  const sam = app.visitor()
  await sam.signIn('sam')
  expect((await sam.post('/users/merge', { keeper: 'kim', gone: 'main', parts: 'role' })).status).toBe(403)
})

it('two at once: the second looks at it again', async () => {
  const { db, max, gone, as } = await twice()
  const page = await max.get(url)
  const ada = await as('administrator')
  await ada.post(`/users/${gone.id}/notes/notes/new`, { type: 'OTHER', text: 'New', version: '1' })
  const refused = await max.submit(page, 'Merge')
  expect([refused.status, refused.text]).toEqual([
    409,
    expect.stringContaining('Someone changed one of the two since you looked'),
  ])
  expect((await findUser(db.read, gone.id))?.binnedAt).toBe(null)
  expect((await max.submit(refused, 'Merge')).status).toBe(303)
})

it('is taken back on a page of its own, once', async () => {
  const { db, max, keeper, gone, as } = await twice()
  await max.post('/users/merge', (await max.get(url)).$('#merge').serialize())
  const back = '/users/merge/1/taking-back'
  const link = `a[href="${back}"]`
  expect((await max.get(`/users/${keeper.id}/history`)).$(link)).toHaveLength(1)
  expect((await (await as('deskManager')).get(`/users/${keeper.id}/history`)).$(link)).toHaveLength(0)
  const page = await max.get(back)
  expect(page.text).toContain('Parc, Kim (007) was merged into Park, Kim by Max Manager')
  expect((await (await as('deskManager')).get(back)).status).toBe(403)
  const done = await max.submit(page, 'Take back')
  expect([done.status, done.location]).toEqual([303, `/users/${gone.id}/general`])
  expect((await max.get(done.location)).flash).toBe('The merger was taken back: Parc, Kim is a user again.')
  const now = await findUser(db.read, gone.id)
  expect([now?.primaryId, now?.binnedAt]).toEqual(['007', null])
  expect((await contactOf(db.read, keeper.id)).emails).toEqual([])
  expect((await max.submit(page, 'Take back', { key: '' })).status).toBe(409)
  expect((await max.get(back)).text).toContain('It was taken back already.')
  expect((await max.get(`/users/${keeper.id}/history`)).$(link)).toHaveLength(0)
  expect((await max.get('/users/merge/99/taking-back')).status).toBe(404)
})

it('begins on the record of the one who is kept', async () => {
  const { max, keeper } = await twice()
  expect((await max.get(`/users/${keeper.id}/merge`)).location).toBe('/users/merge?keeper=kim')
  expect((await max.get('/users/merge?keeper=kim')).field('The user who is kept').value).toBe('kim')
  expect((await max.get('/users/99999/merge')).status).toBe(404)
})
