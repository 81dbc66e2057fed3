import { expect } from 'vitest'
import type { House } from './roles-journey.ts'
import { expectNotTaken, expectRefused, formsOf, leads, linksIn, onEachTab } from './roles-journey.ts'
import { heading, region, tab } from './training.ts'

const frame = ['get /users', 'post /sign-out']
const keys = 'post /keys'
const acts = /\/(new|edit|ending|removal|removals|card|profile|copy|link|unlock)$|^\/users\/add\b|\/general\/(roles|password)\b/

/** Each page holds no form but search, sign-out and the choice of keys, and on Notes the filter, which looks and changes nothing. */
export async function readEverything(house: House): Promise<void> {
  const { page, hands, look, reader } = house
  const reads = async (name: string, ...more: string[]) => {
    // What narrows a list comes late, and goes where the search goes.
    const forms = [...new Set((await formsOf(page)).filter((form) => form !== 'dialog'))]
    expect([name, forms.toSorted()]).toEqual([name, [...frame, keys, ...more].toSorted()])
    expect([name, (await leads(page)).filter((address) => acts.test(address))]).toEqual([name, []])
    expect([name, await page.getByRole('main').getByRole('textbox').count()]).toEqual([name, 0])
  }
  expect(await linksIn(page, 'Main')).toEqual(['Find and manage users', 'Recent users'])
  await reads('the list')
  await look()
  await hands.search('tgarciap')
  await heading(page, 'García-Peña, Tom').waitFor()
  const tabs = await linksIn(page, 'User details')
  expect(tabs).toEqual(expect.arrayContaining(['General information', 'Contact information', 'Identifiers', 'Notes']))
  expect(tabs).not.toContain('History')
  await onEachTab(house, tabs.toReversed(), async (name) => {
    await (name === 'Notes' ? reads(name, `get /users/${reader.id}/notes`) : reads(name))
    await look()
  })
  await region(page, 'Roles').getByText('Patron').waitFor()
  for (const [name, text] of [
    ['Contact information', '+44 20 7946 0018'],
    ['Identifiers', '29871000112'],
    ['Notes', 'Prefers large print.'],
  ] as const) {
    await hands.press(tab(page, name))
    await page.getByRole('main').getByText(text).waitFor()
  }
  await hands.press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Recent users' }))
  await heading(page, 'Recent users').waitFor()
  await reads('recent users')
  await page.goto('/keys')
  await heading(page, 'Keyboard shortcuts').waitFor()
  expect((await formsOf(page)).toSorted()).toEqual([...frame, keys].toSorted())
  await look()
}

export async function writesNothing(house: House): Promise<void> {
  const { page, reader } = house
  const user = `/users/${reader.id}`
  const no = 'Your roles do not permit this.'
  for (const path of [
    '/users/add',
    `${user}/history`,
    `${user}/contact/phones/new`,
    `${user}/identifiers/additional/new`,
    `${user}/notes/notes/new`,
    `${user}/general/roles/new`,
    '/configuration',
    '/activity',
    '/reports/roles',
  ])
    await expectRefused(house, path, no)
  const typed: [path: string, form: Record<string, string>][] = [
    [`${user}/general`, { firstName: 'Changed' }],
    [`${user}/contact/phones/new`, { number: '1' }],
    [`${user}/notes/notes/new`, { type: 'OTHER', text: 'Changed' }],
    ['/users/add', { recordType: 'PUBLIC', firstName: 'Fn', lastName: 'Ln', primaryId: 'made-up' }],
  ]
  for (const [path, form] of typed) await expectNotTaken(house, path, form, no)
  await page.goto(`${user}/general`)
  await heading(page, 'García-Peña, Tom').waitFor()
}
