import { expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { setUpActor } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import { mergeUsers } from '#users/record/merging.ts'
import { isSimilar, nameOf } from '../../src/reports/similar-names.ts'

const url = '/reports/duplicates'

const person = ({ makeUser }: TestApp, primaryId: string, name: string, more: Record<string, unknown> = {}) => {
  const [lastName, firstName] = name.split(', ')
  const { birthDate, ...rows } = more as { birthDate?: string }
  return makeUser({
    values: {
      primaryId,
      firstName: firstName as string,
      lastName: lastName as string,
      userGroup: 'FACULTY',
      ...(birthDate ? { birthDate } : {}),
    },
    ...rows,
  })
}
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
const pairsOn = ({ $ }: Page) =>
  $('.card:has(table)')
    .toArray()
    .map((card) => [
      tidy($(card).find('h2').text()),
      ...$(card)
        .find('.chip')
        .toArray()
        .map((chip) => $(chip).text()),
    ])

async function library() {
  const app = await testApp()
  const make = (primaryId: string, name: string, more = {}) => person(app, primaryId, name, more)
  await make('0042', 'Ahn, Ada', {})
  await make('42', 'Zorn, Zoe', {})
  await make('k1', 'Park, Kim', { emails: [{ address: 'kim@x.example' }], birthDate: '1990-01-02' })
  await make('k2', 'Parc, Kim', { emails: [{ address: 'KIM@x.example' }], birthDate: '1990-01-02' })
  await make('f1', 'Fry, Jo', { phones: [{ number: '070-123 45' }] })
  await make('f2', 'Fry, Joanna', { phones: [{ number: '07012345' }] })
  await make('b1', "O'Neil, Pat", { birthDate: '2000-05-05' })
  await make('b2', 'Pat, Oneil', { birthDate: '2000-05-05' })
  await make('b3', 'Quite, Other', { birthDate: '2000-05-05', emails: [{ address: 'kim@x.example' }] })
  return { ...app, max: await app.as('manager') }
}

it('works: the likeliest first, with what tells them apart', async () => {
  const { max } = await library()
  const page = await max.get(url)
  expect(pairsOn(page)).toEqual([
    ['Ahn, Ada · Zorn, Zoe', 'same identifier but for zeros in front'],
    ['Park, Kim · Parc, Kim', 'same e-mail, similar name', 'same birth date, similar name'],
    ['Fry, Jo · Fry, Joanna', 'same phone, similar name'],
    ["O'Neil, Pat · Pat, Oneil", 'same birth date, similar name'],
  ])
  expect(page.rows('Park, Kim · Parc, Kim')).toContainEqual(['Email', 'kim@x.example', 'KIM@x.example'])
  expect(page.$('a[href="/users/merge?keeper=k1&gone=k2"]')).toHaveLength(1)
})

it('tells two people apart for good, and takes that back', async () => {
  const { max, clock } = await library()
  const page = await max.get(url)
  const act = page.$('button[name=act]').eq(1).attr('value') ?? ''
  const done = await max.post(url, { act })
  expect([done.status, done.location]).toEqual([303, url])
  expect(pairsOn(await max.get(url)).map(([name]) => name)).toEqual([
    'Ahn, Ada · Zorn, Zoe',
    'Fry, Jo · Fry, Joanna',
    "O'Neil, Pat · Pat, Oneil",
  ])
  clock.move(3_600_000)
  expect(pairsOn(await max.get(url))).toHaveLength(3)
  const apart = await max.get(`${url}?apart=yes`)
  expect(apart.text).toContain('Told apart by Max Manager')
  expect((await max.post(`${url}?apart=yes`, { act: act.replace('apart', 'together') })).status).toBe(303)
  expect(pairsOn(await max.get(url))).toHaveLength(4)
})

it('shows nobody who is in the bin, or was merged', async () => {
  const { max, db, clock, makeUser } = await library()
  await max.get(url)
  const { holderOf } = await import('#users/users.queries.ts')
  const numbered = async (key: string) => (await holderOf(db.read, key)) ?? (await makeUser({ values: {} }))
  const [k1, k2, ada] = [await numbered('k1'), await numbered('k2'), await numbered('0042')]
  await db.write(async (tx) => {
    await mergeUsers(tx, setUpActor(clock), { keeper: k1.id, gone: k2.id }, { parts: [] })
    await binUser(tx, setUpActor(clock), ada)
  })
  expect(pairsOn(await max.get(url)).map(([name]) => name)).toEqual(['Fry, Jo · Fry, Joanna', "O'Neil, Pat · Pat, Oneil"])
})

it('two at once: whoever tells them apart second is told that it was done', async () => {
  const { max, as } = await library()
  const act = (await max.get(url)).$('button[name=act]').eq(0).attr('value') ?? ''
  expect((await max.post(url, { act })).status).toBe(303)
  const ada = await as('administrator')
  const second = await ada.post(url, { act })
  expect((await ada.get(second.location)).flash).toBe('Nothing was changed.')
})

it('refused, not there, not allowed, signed out', async () => {
  const app = await library()
  expect((await app.max.post(url, { act: 'apart 1 1' })).status).toBe(409)
  expect((await app.max.post(url, { act: 'nothing' })).status).toBe(409)
  expect((await app.max.post(url, { act: 'apart 1 99999' })).status).toBe(404)
  const dora = await app.as('deskManager')
  expect([(await dora.get(url)).status, (await dora.post(url, { act: 'apart 3 4' })).status]).toEqual([403, 403])
  expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
})

it.each([
  ['Park', 'Kim', 'Park', 'Kim', true],
  ['Park', 'Kim', 'Kim', 'Park', true],
  ['Park', 'Kim', 'Park', 'Kimberly', true],
  ['Park', 'Kim', 'Parc', 'Kim', true],
  ['Park', 'Kim', 'Park', 'Tim', true],
  ['Park', 'Kim', 'Park', 'Ann', false],
  ['Li', 'Bo', 'Li', 'Wu', false],
  ['', '', '', '', false],
])('similar names: %s %s and %s %s', (last, first, otherLast, otherFirst, expected) => {
  expect(
    isSimilar(nameOf(last.toLowerCase(), first.toLowerCase()), nameOf(otherLast.toLowerCase(), otherFirst.toLowerCase())),
  ).toBe(expected)
})
