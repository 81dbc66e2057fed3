import { expect, it } from 'vitest'
import { holdersOf } from '#code-tables/code-holders.queries.ts'
import { testApp } from '#test/app.ts'
import { makeCode, makeLibraries } from '#test/libraries.ts'
import type { Page } from '#test/page.ts'
import { makeStaff } from '../sign-in/staff.ts'

/** Who is listed, and how many the tabs count. */
const shown = ({ $ }: Page) => ({
  ids: $('tbody .mono')
    .toArray()
    .map((cell) => $(cell).text()),
  counts: $('nav.tabs .count')
    .toArray()
    .map((count) => $(count).text()),
})

const held = (code: string) => `/users?code=${encodeURIComponent(code)}`

/** A faculty member with one of everything, and two others. */
async function faculty() {
  const app = await testApp({ people: ['administrator', 'viewer'] })
  await makeLibraries(app.db)
  await makeCode(app.db, 'StatisticalTypes', 'DEP')
  await makeCode(app.db, 'StatisticalCategories', 'LAW', { parent: 'DEP' })
  await makeCode(app.db, 'Campuses', 'NORTH')
  const values = { firstName: 'Pia', lastName: 'Zeta', primaryId: 'pia', userGroup: 'FACULTY', title: 'DR', gender: 'FEMALE' }
  await app.makeUser({
    values: { ...values, preferredLanguage: 'no', campus: 'NORTH', libraryNotices: ['FulUserBorrowingActivityLetter'] },
    emails: [{ address: 'pia@x.example', types: ['work'] }],
    phones: [{ number: '12', types: ['office'] }],
    addresses: [{ line1: 'A', city: 'B', country: 'NOR', types: ['school'] }],
    identifiers: [{ type: 'INST_ID', value: '77' }],
    notes: [{ type: 'LIBRARY', text: 'Hidden', ownerLibrary: 'SCI' }],
    blocks: [{ type: 'GENERAL', description: '06-LOCAL', ownerLibrary: 'MAIN' }],
    statistics: [{ category: 'LAW' }],
  })
  for (const [primaryId, lastName] of [
    ['bo', 'Beta'],
    ['al', 'Alpha'],
  ] as const)
    await app.makeUser({ values: { firstName: 'X', lastName, primaryId, userGroup: 'FACULTY', recordType: 'STAFF' } })
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 32, scope: 'SCI', circulationDesk: 'SCI-DESK' }])
  return { ...app, ada: await app.as('administrator'), vera: await app.as('viewer') }
}

it('lists the users on whose records a code stands, whatever the table, in the order of names', async () => {
  const { ada } = await faculty()
  expect(shown(await ada.get(held('UserGroups:FACULTY')))).toEqual({ ids: ['al', 'bo', 'pia'], counts: ['2', '1', '0', '3'] })
  for (const code of [
    'UserTitles:DR',
    'Genders:FEMALE',
    'UserPreferredLanguage:no',
    'Campuses:NORTH',
    'LibraryNotices:FulUserBorrowingActivityLetter',
    'UserEmailTypes:work',
    'UserPhoneTypes:office',
    'UserAddressTypes:school',
    'CountryCodes:NOR',
    'UserIdentifierTypes:INST_ID',
    'NoteTypes:LIBRARY',
    'UserBlockTypes:GENERAL',
    'UserBlockDescription:06-LOCAL',
    'StatisticalCategories:LAW',
    'Libraries:MAIN',
  ])
    expect([code, shown(await ada.get(held(code))).ids]).toEqual([code, ['pia']])
  expect(shown(await ada.get(held('CirculationDesks:SCI-DESK'))).ids).toEqual(['sam'])
  expect(shown(await ada.get(held('Libraries:SCI'))).ids.toSorted()).toEqual(['pia', 'sam'])
})

it('goes with words, a record type, an order and the way from user to user, and can be taken away', async () => {
  const { ada } = await faculty()
  const url = held('UserGroups:FACULTY')
  expect(shown(await ada.get(`${url}&q=zeta`))).toEqual({ ids: ['pia'], counts: ['0', '1', '0', '1'] })
  expect(shown(await ada.get(`${url}&q=pia`)).ids).toEqual(['pia'])
  expect(shown(await ada.get(`${url}&record_type=STAFF&dir=desc`)).ids).toEqual(['bo', 'al'])
  expect(shown(await ada.get(`${url}&sort=primary_id`)).ids).toEqual(['al', 'bo', 'pia'])
  const page = await ada.get(url)
  const chip = page.$('ul[aria-label="Limited to"] li')
  expect(chip.find('bdi').text()).toBe('User group: Faculty')
  expect(chip.find('a').attr('href')).toBe('/users')
  expect(page.$('nav.tabs a').first().attr('href')).toBe('/users?record_type=STAFF&code=UserGroups%3AFACULTY')
  const opened = await ada.get((await ada.get(String(page.$('.who').first().attr('href')))).location)
  expect(opened.$('[data-next]').length).toBe(1)
  const next = await ada.get((await ada.get('/users/result?step=next')).location)
  expect((await ada.get(next.location)).heading).toBe('Beta, X')
})

it('falls back to all users for a table that is not there, and finds nobody for a code that nobody holds', async () => {
  const { ada } = await faculty()
  const all = shown(await ada.get('/users')).ids.length
  for (const code of ['Nothing:X', 'constructor:X', 'FACULTY', ':', 'UserGroups:'])
    expect([code, shown(await ada.get(held(code))).ids.length]).toEqual([code, all])
  for (const code of ["UserGroups:' or 1=1 --", 'UserGroups:<b>', 'StatisticalTypes:DEP']) {
    const page = await ada.get(held(code))
    expect([code, page.status, shown(page).ids]).toEqual([code, 200, []])
    expect(page.text).toContain('Nothing found')
  }
})

it('a code that stands on notes alone stands nowhere for whoever does not see notes', async () => {
  const { db } = await testApp()
  expect(holdersOf(db.read, 'NoteTypes', 'LIBRARY', { notes: false })).toBeUndefined()
  const { sql } = holdersOf(db.read, 'Libraries', 'SCI', { notes: false }) ?? {}
  expect([sql?.includes('"notes"'), sql?.includes('"blocks"')]).toEqual([false, true])
})

it('each table of codes links to its users', async () => {
  const { ada } = await faculty()
  const groups = await ada.get('/configuration/codes/UserGroups')
  const link = groups.$('td[data-label="Used by"] a').first()
  expect([link.text(), link.attr('href')]).toEqual(['3 users', '/users?code=UserGroups%3AFACULTY'])
  const types = await ada.get('/configuration/codes/StatisticalTypes')
  expect(types.$('td[data-label="Used by"]').text()).toContain('1 code that belongs to it')
  expect(types.$('td[data-label="Used by"] a').length).toBe(0)
})
