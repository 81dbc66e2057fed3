import { expect, it } from 'vitest'
import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { addCodes } from '../code-tables/lists.ts'
import { demand } from './library.ts'

const url = '/configuration/mandatory'
const post = (page: Page, type: string, chosen: string[]) => {
  const values = page.formOf(`Save ${type}`).values
  delete values.chosen
  return new URLSearchParams([...Object.entries(values), ...chosen.map((name) => ['chosen', name])]).toString()
}
const namesOf = async ({ db }: TestApp, type: string) => [...(await mandatoryNames(db.read, type))]
const ticked = (page: Page, type: string) =>
  page
    .$(`#mandatory-${type} input[name=chosen][checked]`)
    .toArray()
    .map((tick) => page.$(tick).attr('value'))

async function configured() {
  const app = await testApp()
  const ada = await app.as('administrator')
  return { app, ada, page: await ada.get(url) }
}

it('works: each record type has a form of its own, and the change is history', async () => {
  const { app, ada, page } = await configured()
  const saved = await ada.post(url, post(page, 'Public', ['birthDate', 'address']))
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await ada.get(url)
  expect(after.flash).toBe('Saved. Mandatory for Public: An address, Birth date.')
  expect(['PUBLIC', 'STAFF', 'CONTACT'].map((type) => ticked(after, type))).toEqual([['birthDate', 'address'], [], []])
  const [act] = await changesOf(app.db.read, 'setting', 0, { limit: 1, offset: 0 })
  expect(act).toMatchObject({ actorName: 'Ada Administrator', door: 'form' })
  expect(act?.items).toEqual([{ part: 'setting', field: 'mandatory_PUBLIC', before: null, after: ['address', 'birthDate'] }])
  await ada.post(url, post(after, 'Public', []))
  expect(await namesOf(app, 'PUBLIC')).toEqual([])
})

it('offers what a record type has and can be filled in', async () => {
  const { app, ada, page } = await configured()
  const offered = (on: Page, type: string, name: string) => on.$(`#${type}-${name}`).length
  const has = (on: Page, name: string) => ['PUBLIC', 'STAFF', 'CONTACT'].map((type) => offered(on, type, name))
  expect(has(page, 'birthDate')).toEqual([1, 1, 1])
  expect(has(page, 'userGroup')).toEqual([1, 1, 0])
  expect(has(page, 'jobCategory')).toEqual([0, 1, 0])
  expect(has(page, 'barcode')).toEqual([1, 1, 0])
  expect(has(page, 'campus')).toEqual([0, 0, 0])
  for (const name of ['firstName', 'lastName', 'primaryId', 'status', 'recordType']) expect(has(page, name)).toEqual([0, 0, 0])
  await addCodes(app.db, 'Campuses', ['NORTH North campus'])
  expect(has(await ada.get(url), 'campus')).toEqual([1, 1, 0])
  expect(page.text).toContain('Always: First name, Last name, Primary identifier.')
})

it.each([
  ['recordType=PUBLIC&chosen=birthDate&chosen=shoeSize', 'A field that cannot be mandatory for this record type was ticked.'],
  ['recordType=CONTACT&chosen=userGroup&chosen=birthDate', 'A field that cannot be mandatory for this record type was ticked.'],
  ['recordType=ROBOT&chosen=birthDate', 'There is no such record type.'],
])('refused: %s, and the ticks stay', async (body, message) => {
  const { app, ada } = await configured()
  const refused = await ada.post(url, `_csrf=${encodeURIComponent(await ada.token())}&drawn=&${body}`)
  expect([refused.status, refused.problems[0]?.startsWith(message)]).toEqual([422, true])
  const type = /recordType=(\w+)/.exec(body)?.[1] ?? ''
  if (type !== 'ROBOT') expect(ticked(refused, type)).toEqual(['birthDate'])
  expect(await namesOf(app, type)).toEqual([])
})

it('signed out: leads to Sign in', async () => {
  const { app } = await configured()
  const stranger = app.visitor()
  expect((await stranger.get(url)).location).toBe('/sign-in?next=%2Fconfiguration%2Fmandatory')
  expect((await stranger.post(url, { recordType: 'PUBLIC', chosen: 'title', drawn: '' })).location).toBe('/sign-in')
})

it('not allowed: who does not configure neither sees nor saves it', async () => {
  const { app } = await configured()
  for (const person of ['manager', 'deskOperator', 'viewer'] as const) {
    const somebody = await app.as(person)
    expect((await somebody.get(url)).status).toBe(403)
    expect((await somebody.post(url, { recordType: 'PUBLIC', chosen: 'title', drawn: '' })).status).toBe(403)
  }
  expect(await namesOf(app, 'PUBLIC')).toEqual([])
})

it('two at once: what each of two people ticked and unticked counts', async () => {
  const { app, ada } = await configured()
  await demand(app, 'PUBLIC', 'title', 'gender')
  const drawn = await ada.get(url)
  await ada.post(url, post(drawn, 'Public', ['title', 'gender', 'phone']))
  expect((await ada.post(url, post(drawn, 'Public', ['gender', 'email']))).status).toBe(303)
  expect(await namesOf(app, 'PUBLIC')).toEqual(['email', 'gender', 'phone'])
})
