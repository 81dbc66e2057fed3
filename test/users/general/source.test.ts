import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { Person } from '#test/people.ts'
import { setUpActor } from '#test/people.ts'
import { locksOf } from '#users/locks.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { actsOf, recordOf } from '../records.ts'
import { changeByHand, external, makeSource } from '../source-house.ts'

const overwritten = 'From the source: the next synchronisation overwrites a change made here.'
const kept = 'From the source too, but a change made here is kept.'
const back = 'Use the source’s value: User group'

async function house(options: { people?: Person[] } = {}) {
  const app = await testApp(options)
  await makeSource(app)
  const user = await app.makeUser(external())
  const url = `/users/${user.id}/general`
  return { app, user, url, desk: await app.as('deskOperator') }
}

const describedBy = ({ $ }: Page, name: string) =>
  ($(`#${name}`).attr('aria-describedby') ?? '')
    .split(' ')
    .map((id) => $(`[id="${id}"]`).text())
    .join(' ')

it('says at each field of an external user whose it is', async () => {
  const { desk, url } = await house()
  const page = await desk.get(url)
  expect(page.text).toContain('This user comes from Northfield records.')
  expect(describedBy(page, 'lastName')).toBe(overwritten)
  expect(describedBy(page, 'userGroup')).toBe(kept)
  // The library's choice of protected fields holds, and not what is usual.
  expect(describedBy(page, 'jobCategory')).toBe(overwritten)
  expect(describedBy(page, 'primaryId')).toContain(overwritten)
  expect(page.$('button:contains("Use the source’s value")')).toHaveLength(0)
})

it('goes by the catalogue where nobody has described the source', async () => {
  const app = await testApp()
  const user = await app.makeUser(external({ values: { source: 'ELSEWHERE' } as never }))
  const page = await (await app.as('deskOperator')).get(`/users/${user.id}/general`)
  expect(page.text).toContain('This user comes from ELSEWHERE.')
  expect(describedBy(page, 'jobCategory')).toBe(kept)
  expect(describedBy(page, 'lastName')).toBe(overwritten)
})

it('tells nothing of a source on an internal user, nor to whom may change nothing', async () => {
  const { app, url } = await house()
  const internal = await app.makeUser({ values: { primaryId: 'inside', firstName: 'In', lastName: 'Side' } })
  const page = await (await app.as('deskOperator')).get(`/users/${internal.id}/general`)
  expect(page.html).not.toContain('from-s')
  expect(page.html).not.toContain('source-value')
  const viewer = await (await app.as('viewer')).get(url)
  expect(viewer.html).not.toContain('from-source')
})

it('tells who changed a field, when, what the source says, and which changes stay', async () => {
  const { app, user, desk, url } = await house()
  const page = await desk.get(url)
  await desk.submit(page, 'Save', { userGroup: 'FACULTY', lastName: 'Schmidt', status: 'INACTIVE' })
  const after = await desk.get(url)
  expect(describedBy(after, 'userGroup')).toBe('Kept: changed by Otto Operator on 2026-11-22. The source says “Library staff”.')
  expect(describedBy(after, 'lastName')).toBe('Changed by Otto Operator on 2026-11-22; the next synchronisation overwrites it.')
  expect(describedBy(after, 'status')).toBe('Kept: changed by Otto Operator on 2026-11-22. The source says “Active”.')
  expect(after.$('button:contains("Use the source’s value")')).toHaveLength(2)
  const viewer = await (await app.as('viewer')).get(url)
  expect(viewer.text).toContain('The source says “Library staff”.')
  expect(viewer.$('button:contains("Use the source’s value")')).toHaveLength(0)
  expect((await locksOf(app.db.read, user.id)).map(({ field }) => field).sort()).toEqual(['lastName', 'status', 'userGroup'])
})

it('keeps what lets staff in, unless the profile says otherwise', async () => {
  const { app, user, desk, url } = await house()
  await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), user, { role: 9002 }))
  expect(describedBy(await (await app.as('administrator')).get(url), 'expiryDate')).toContain(kept)
  expect((await desk.get(url)).field('Expiration date').exists).toBe(false)
})

it('works: gives the field the value of the source again', async () => {
  const { app, user, desk, url } = await house()
  await changeByHand(app, user, { userGroup: 'FACULTY', title: null })
  const page = await desk.get(url)
  const pressed = page.$(`button[form="source-value"]:contains("User group")`)
  expect(pressed.text()).toBe(back)
  const { values } = page.formOf(back)
  const saved = await desk.post(String(pressed.attr('formaction')), { ...values, seen: String(pressed.attr('value')) })
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await desk.get(url)
  expect(after.flash).toBe('User group has the source’s value again.')
  expect(await recordOf(app, user)).toMatchObject({ userGroup: 'STAFF', version: 3 })
  expect(await locksOf(app.db.read, user.id)).toEqual([])
  expect(describedBy(after, 'userGroup')).toBe(kept)
  // The same form once more is one wish.
  const again = await desk.post(String(pressed.attr('formaction')), { ...values, seen: String(pressed.attr('value')) })
  expect(again.status).toBe(303)
  expect((await recordOf(app, user)).version).toBe(3)
})

it('asks on a page of its own, which says so when there is nothing to take back', async () => {
  const { app, user, desk, url } = await house()
  const empty = await desk.get(`${url}/source-value/userGroup`)
  expect(empty.text).toContain('the field follows the source')
  await changeByHand(app, user, { userGroup: 'FACULTY' })
  const page = await desk.get(`${url}/source-value/userGroup`)
  expect(page.text).toContain('On the recordFaculty')
  expect(page.text).toContain('The source saysLibrary staff')
  const done = await desk.submit(page, back, { seen: 'userGroup:"STAFF"' })
  expect(done.status).toBe(303)
  const late = await desk.post(`${url}/source-value/userGroup`, {})
  expect(late.status).toBe(303)
  expect((await desk.get(url)).flash).toBe('User group had the source’s value already.')
})

it('refused: a value that cannot stand, in words', async () => {
  const { app, user, url, desk } = await house()
  await changeByHand(app, user, { primaryId: 'other' })
  await app.makeUser({ values: { primaryId: 'amuller', firstName: 'An', lastName: 'Other' } })
  const page = await desk.post(`${url}/source-value/primaryId`, {})
  expect(page.status).toBe(422)
  expect(page.problems[0]).toContain('amuller')
  expect(page.$('.error-summary a[href="#primaryId"]')).toHaveLength(0)
  expect(page.$(`button:contains("${back.split(':')[0]}")`)).toHaveLength(1)
  expect((await recordOf(app, user)).primaryId).toBe('other')
})

it('signed out: leads to Sign in, and nothing is written', async () => {
  const { app, user, url } = await house()
  await changeByHand(app, user, { userGroup: 'FACULTY' })
  const somebody = app.visitor()
  const posted = await somebody.post(`${url}/source-value/userGroup`, {})
  expect([posted.status, posted.location]).toEqual([303, '/sign-in'])
  expect((await recordOf(app, user)).userGroup).toBe('FACULTY')
})

it('not allowed: readers, and who has less than the rights of a member of staff', async () => {
  const { app, user, url } = await house()
  await changeByHand(app, user, { userGroup: 'FACULTY' })
  for (const person of ['viewer', 'deskAssistant'] as const) {
    const reader = await app.as(person)
    expect((await reader.post(`${url}/source-value/userGroup`, {})).status).toBe(403)
    expect((await reader.get(`${url}/source-value/userGroup`)).status).toBe(403)
    expect((await reader.post(`${url}/source-value/nothing`, {})).status).toBe(403)
  }
  expect((await recordOf(app, user)).userGroup).toBe('FACULTY')
})

it('not there: no such field, none that a source owns, no such user', async () => {
  const { desk, url } = await house()
  for (const field of ['nothing', 'source', 'accountType', 'password', '__proto__', 'constructor'])
    expect([field, (await desk.post(`${url}/source-value/${field}`, {})).status]).toEqual([field, 404])
  expect((await desk.get('/users/99999/general/source-value/userGroup')).status).toBe(404)
})

it('two at once: who saw another value, or another word of the source, is told', async () => {
  const { app, user, desk, url } = await house()
  await changeByHand(app, user, { userGroup: 'FACULTY' })
  const page = await desk.get(`${url}/source-value/userGroup`)
  await changeByHand(app, user, { userGroup: 'GUEST' } as never)
  const late = await desk.submit(page, back, { seen: 'userGroup:"STAFF"' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Someone changed this field since you opened the page.')
  const other = await desk.submit(late, back, { seen: 'userGroup:"UNDRGRD"' })
  expect([other.status, (await recordOf(app, user)).userGroup]).toEqual([409, 'GUEST'])
  expect(other.text).toContain('The source says something else by now.')
  const settled = await desk.submit(other, back, { seen: 'userGroup:"STAFF"' })
  expect([settled.status, (await recordOf(app, user)).userGroup]).toEqual([303, 'STAFF'])
})

it('two at once: of two posts in the same moment one is an act', async () => {
  const { app, user, desk, url } = await house()
  await changeByHand(app, user, { userGroup: 'FACULTY' })
  const acts = (await actsOf(app, user)).length
  const answers = await Promise.all([1, 2, 3].map(() => desk.post(`${url}/source-value/userGroup`, {})))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await actsOf(app, user)).toHaveLength(acts + 1)
})
