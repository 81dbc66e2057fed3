import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { bulkChanges } from '#bulk/bulk.table.ts'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import { makeSet } from './world.ts'

const pupil = (n: number, userGroup = 'UNDERGRAD') =>
  ({ values: { recordType: 'PUBLIC', firstName: 'Nora', lastName: `Berg ${n}`, primaryId: `p${n}`, userGroup } }) as const

async function library(count = 3) {
  const app = await testApp()
  const people = []
  for (let n = 1; n <= count; n += 1) people.push(await app.makeUser(pupil(n)))
  const set = await makeSet(app.db, { id: app.people.administrator?.id ?? 0 }, people, 'Year 9')
  const groups = async () =>
    (await app.db.read.select().from(users)).filter(({ primaryId }) => primaryId.startsWith('p')).map((one) => one.userGroup)
  return { app, people, set, groups, ada: await app.as('administrator') }
}
const group = (set: number, value: string, more = {}) => ({
  set: String(set),
  action: 'change',
  userGroup: 'on',
  userGroup_value: value,
  ...more,
})
const press = async (visitor: Visitor, url: string, button: string) => visitor.submit(await visitor.get(url), button)

it('works: a set, what to do, its preview, Apply, Undo, and undoing that', async () => {
  const { app, ada, set, groups } = await library()
  const form = await ada.get(`/bulk/new?set=${set}`)
  expect([form.status, form.$('#set').val()]).toEqual([200, String(set)])
  const asked = await ada.submit(form, 'Preview', {
    userGroup: 'on',
    userGroup_value: 'FACULTY',
    userGroup_condition: 'is',
    userGroup_conditionValue: 'UNDERGRAD',
  })
  expect([asked.status, asked.headers.location]).toEqual([303, '/bulk/1'])
  await app.bulk.idle()
  const preview = await ada.get('/bulk/1')
  expect(preview.text).toContain('Preview: nothing is written yet')
  expect(preview.text).toContain('User group: Faculty, only where it is Undergraduate')
  expect(preview.$('.counts').text().replace(/\s+/g, ' ')).toContain('3 Would change')
  expect(await groups()).toEqual(['UNDERGRAD', 'UNDERGRAD', 'UNDERGRAD'])
  expect((await press(ada, '/bulk/1/apply', 'Apply')).headers.location).toBe('/bulk/1')
  await app.bulk.idle()
  expect(await groups()).toEqual(['FACULTY', 'FACULTY', 'FACULTY'])
  expect((await ada.get('/bulk/1')).$('.counts').text().replace(/\s+/g, ' ')).toContain('3 Changed')
  for (const [undo, after] of [
    ['/bulk/1', 'UNDERGRAD'],
    ['/bulk/2', 'FACULTY'],
  ] as const) {
    const begun = await press(ada, `${undo}/undo`, 'Undo')
    await app.bulk.idle()
    await press(ada, `${begun.headers.location}/apply`, 'Apply')
    await app.bulk.idle()
    expect(await groups()).toEqual([after, after, after])
  }
  expect((await ada.get('/bulk')).text).toContain('Undo of 2')
})

it('works: from a set to the bin and back, and the same tasks once more', async () => {
  const { app, ada, set } = await library(2)
  const form = await ada.get(`/bulk/new?set=${set}&do=bin`)
  expect(form.$('input[name=action]:checked').val()).toBe('bin')
  await ada.post('/bulk/new', { set: String(set), action: 'bin' })
  await app.bulk.idle()
  await press(ada, '/bulk/1/apply', 'Apply')
  await app.bulk.idle()
  const binned = async () => (await app.db.read.select().from(users)).filter((one) => one.binnedAt !== null).length
  expect(await binned()).toBe(2)
  await press(ada, '/bulk/1/undo', 'Undo')
  await app.bulk.idle()
  expect((await ada.get('/bulk/2')).text).toContain('User: In the bin →becomes Restored, as it was')
  await press(ada, '/bulk/2/apply', 'Apply')
  await app.bulk.idle()
  expect(await binned()).toBe(0)
  await ada.post(
    '/bulk/new',
    group(set, 'FACULTY', { expiryDate: 'on', expiryDate_mode: 'plus', expiryDate_n: '2', expiryDate_period: 'months' }),
  )
  await app.bulk.idle()
  const again = await ada.get('/bulk/new?again=3')
  expect(['userGroup_value', 'expiryDate_mode', 'expiryDate_period', 'set'].map((id) => again.$(`#${id}`).val())).toEqual([
    'FACULTY',
    'plus',
    'months',
    String(set),
  ])
  expect([again.$('#userGroup').attr('checked'), again.$('#expiryDate_n').val()]).toEqual(['checked', '2'])
})

it('refused: nothing chosen, what cannot be understood and no set; typing is kept (422)', async () => {
  const { ada, set } = await library(1)
  const nothing = await ada.post('/bulk/new', { set: String(set), action: 'change' })
  expect([nothing.status, nothing.text]).toEqual([422, expect.stringContaining('Choose at least one thing to do.')])
  const odd = await ada.post('/bulk/new', {
    ...group(set, 'WIZARD'),
    expiryDate: 'on',
    expiryDate_mode: 'plus',
    expiryDate_n: '0',
    expiryDate_period: 'years',
  })
  expect(odd.status).toBe(422)
  expect(odd.text).toContain('There is no user group "WIZARD"')
  expect(odd.text).toContain('Enter a number from 1 to 100.')
  expect([odd.$('#userGroup').attr('checked'), odd.$('#expiryDate_n').val(), odd.$('#userGroup_value').val()]).toEqual([
    'checked',
    '0',
    'WIZARD',
  ])
  expect((await ada.post('/bulk/new', group(9999, 'FACULTY'))).status).toBe(422)
  const both = await ada.post('/bulk/new', { ...group(set, 'FACULTY'), action: 'bin' })
  expect([both.status, both.text]).toEqual([422, expect.stringContaining('Choose one of the two.')])
})

it('signed out: led to sign in; not allowed: 403; not there: 404', async () => {
  const { app, ada, set } = await library(1)
  const guest = app.visitor()
  for (const url of ['/bulk', '/bulk/new', '/bulk/1']) expect((await guest.get(url)).status).toBe(303)
  await ada.post('/bulk/new', group(set, 'FACULTY'))
  await app.bulk.idle()
  for (const person of ['deskManager', 'deskOperator', 'viewer'] as const) {
    const visitor = await app.as(person)
    for (const url of ['/bulk', '/bulk/new', '/bulk/1', '/bulk/1/apply', '/bulk/1/progress'])
      expect((await visitor.get(url)).status).toBe(403)
    for (const url of ['/bulk/new', '/bulk/1/apply', '/bulk/1/stop', '/bulk/1/continue', '/bulk/1/undo', '/bulk/1/report'])
      expect((await visitor.post(url, {})).status).toBe(403)
  }
  for (const url of ['/bulk/99', '/bulk/99/apply', '/bulk/99/progress']) expect((await ada.get(url)).status).toBe(404)
  expect((await ada.post('/bulk/99/apply', {})).status).toBe(404)
})

it('a set of somebody else that is not shared is not there, and their preview is theirs to apply', async () => {
  const { app, ada, set } = await library(1)
  const max = await app.as('manager')
  expect((await max.get(`/bulk/new?set=${set}`)).$(`option[value="${set}"]`).length).toBe(0)
  expect((await max.post('/bulk/new', group(set, 'FACULTY'))).status).toBe(422)
  await ada.post('/bulk/new', group(set, 'FACULTY'))
  await app.bulk.idle()
  expect((await max.get('/bulk/1')).text).toContain('only they can apply it')
  expect((await max.post('/bulk/1/apply', {})).status).toBe(403)
  expect((await app.db.read.select().from(bulkChanges))[0]?.state).toBe('planned')
})

it('two at once: the second waits in words while one is applied, and one Apply counts', async () => {
  const { app, ada, set } = await library(1)
  await ada.post('/bulk/new', group(set, 'FACULTY'))
  await app.bulk.idle()
  await app.bulk.stop()
  await app.db.write(async (tx) => void (await tx.update(bulkChanges).set({ state: 'applying' }).where(eq(bulkChanges.id, 1))))
  const second = await ada.post('/bulk/new', group(set, 'STAFF'))
  expect((await ada.get(String(second.headers.location))).text).toContain('It begins when the change before it has ended.')
  expect((await ada.post('/bulk/1/apply', {})).status).toBe(409)
})

it('stops in words when its starter lost the right before it is applied', async () => {
  const { app, people, set, groups } = await library(2)
  const max = await app.as('manager')
  const own = await makeSet(app.db, { id: app.people.manager?.id ?? 0 }, people, 'Mine')
  expect(own).not.toBe(set)
  const made = await max.post('/bulk/new', group(own, 'FACULTY'))
  await app.bulk.idle()
  const url = String(made.headers.location)
  const question = await max.get(`${url}/apply`)
  await app.db.write(
    async (tx) =>
      void (await tx
        .update(userRoles)
        .set({ role: 32 })
        .where(eq(userRoles.userId, app.people.manager?.id ?? 0))),
  )
  expect((await max.submit(question, 'Apply')).status).toBe(403)
  await app.db.write(async (tx) => void (await tx.update(bulkChanges).set({ state: 'waiting' })))
  app.bulk.wake()
  await app.bulk.idle()
  const [change] = await app.db.read.select().from(bulkChanges)
  expect([change?.state, change?.message]).toEqual([
    'stopped',
    'Max Manager may not change many users any more: the rest was not done.',
  ])
  expect(await groups()).toEqual(['UNDERGRAD', 'UNDERGRAD'])
})

it('takes no forged post and reads no field that it does not name', async () => {
  const { app, ada, set } = await library(1)
  expect((await ada.post('/bulk/new', { ...group(set, 'FACULTY'), _csrf: 'forged' })).status).toBe(403)
  await ada.post('/bulk/new', {
    ...group(set, 'FACULTY'),
    startedById: '1',
    state: 'applying',
    constructor: 'on',
    __proto___value: 'x',
    recordType: 'on',
    recordType_value: 'STAFF',
  })
  await app.bulk.idle()
  const [change] = await app.db.read.select().from(bulkChanges)
  expect([change?.state, change?.tasks.map((one) => one.change)]).toEqual(['planned', ['userGroup']])
})

it('hands out a report that spreadsheets do not carry out, and says so in the history', async () => {
  const { app, ada } = await library(0)
  const odd = await app.makeUser({
    values: { recordType: 'PUBLIC', firstName: '=1+1', lastName: 'Lee', primaryId: 'p9', userGroup: 'UNDERGRAD' },
  })
  const set = await makeSet(app.db, { id: app.people.administrator?.id ?? 0 }, [odd], 'Odd')
  await ada.post('/bulk/new', group(set, 'FACULTY'))
  await app.bulk.idle()
  const report = await ada.post('/bulk/1/report', {})
  expect(report.headers['content-type']).toContain('text/csv')
  expect(report.html).toContain('To be changed,,User group,Undergraduate student,Faculty')
  expect((await ada.get('/activity')).text).toContain('Report')
})
