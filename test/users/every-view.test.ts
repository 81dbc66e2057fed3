import { expect, it } from 'vitest'
import { setUpToken, testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { Person } from '#test/people.ts'
import { cast } from '#test/people.ts'
import { bareUser, fullUser } from './full-user.ts'
import { makeCategories } from './statistics/desk.ts'

const people = (Object.keys(cast) as Person[]).filter((person) => person !== 'patron')
const tabs = [
  'general',
  'general/roles/new',
  'general/password',
  'general/reset-link',
  'general/unlock',
  'contact',
  'identifiers',
  'notes',
  'blocks',
  'statistics',
  'proxies',
  'proxies/proxies/new',
  'print',
  'export',
  'history',
]
const lists = [
  '/users',
  '/users?record_type=CONTACT',
  '/users?q=nobody-at-all&index=phone',
  '/users?sort=primary_id&dir=desc',
  '/keys',
  '/account/password',
  '/reports/roles?role=all',
  '/reports/permissions',
  '/reports/leavers?days=1',
  '/reports/leavers/ending',
  '/roles/compare?one=ada&other=vera',
  '/configuration/profiles/new',
  '/configuration/rules/try',
  '/account',
  '/configuration',
  '/configuration/mandatory',
  '/configuration/names',
  '/configuration/codes/UserGroups',
  '/configuration/codes/Libraries',
  '/configuration/codes/CirculationDesks/new',
  '/configuration/codes/UserGroups/1/edit',
  '/configuration/codes/UserGroups/1/removal',
  '/configuration/settings',
  '/configuration/registration',
  '/users/register',
  '/users/add?from=1',
  '/configuration/institution',
]
const swapped = { 'hx-request': 'true', 'hx-request-type': 'partial' }

// Tokens are random and may spell anything.
const written = '[value]:not([name=_csrf]), [aria-label], a[href]'

function expectFilled(page: Page, url: string) {
  const attributes = page
    .$(written)
    .toArray()
    .map((element) => Object.values(element.attribs).join(' '))
  const shown = [page.title, page.text, ...attributes].join(' ')
  expect([url, shown.match(/undefined|\[object|NaN|\bnull\b|\{\w+\}/)?.[0]]).toEqual([url, undefined])
  expect([url, page.heading === '']).toEqual([url, false])
  expect([url, page.$('script:not([src]), style, [style], [onclick], [onload]').length]).toEqual([url, 0])
  const ids = page
    .$('[id]')
    .toArray()
    .map((element) => page.$(element).attr('id'))
  expect([url, ids.filter((id, n) => ids.indexOf(id) !== n)]).toEqual([url, []])
}

it.each(people)('every view is filled for a %s', async (person) => {
  const { as, makeUser, db } = await testApp({ people: people })
  await makeCategories(db)
  const blocks = [{ type: 'GENERAL', description: '06-LOCAL', note: 'Lost book' }]
  const statistics = [{ category: 'LAW', note: 'Since 2024' }]
  const users = [await makeUser({ ...fullUser, blocks, statistics }), await makeUser(bareUser)]
  users.push(await makeUser({ values: { primaryId: 'c', firstName: 'Cy', lastName: 'Contact', recordType: 'CONTACT' } }))
  const ids = [1, ...users.map((user) => user.id), 0]
  const somebody = await as(person)
  for (const url of [...lists, '/nothing-here', ...ids.flatMap((id) => tabs.map((tab) => `/users/${id}/${tab}`))]) {
    expectFilled(await somebody.get(url), url)
    expectFilled(await somebody.get(url, swapped), `${url} swapped`)
  }
  for (const id of ids) expectFilled(await somebody.post(`/users/${id}/general`, { lastName: '' }), `a refused post to ${id}`)
  const ada = await as('administrator')
  await ada.post(`/users/${users[1]?.id}/general`, { lastName: 'Earlier' })
  expectFilled(await somebody.post(`/users/${users[1]?.id}/general`, { version: '1', lastName: 'Other' }), 'a late post')
})

it('every view is filled for whoever is signed out', async () => {
  const { visitor } = await testApp()
  for (const url of ['/sign-in', '/sign-in?next=%2Fkeys', '/password-reset', '/nothing-here', '/setup'])
    expectFilled(await visitor().get(url), url)
  expectFilled(await visitor().signIn('nobody'), 'a refused sign-in')
})

it('every view of the first run is filled', async () => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  for (const url of ['/setup', '/sign-in']) expectFilled(await ann.get(url), url)
  await ann.get(`/setup?token=${setUpToken}`)
  const page = await ann.get('/setup')
  expectFilled(page, 'set-up')
  expectFilled(await ann.submit(page, 'Create administrator'), 'a refused set-up')
})
