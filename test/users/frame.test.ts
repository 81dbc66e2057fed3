import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { bareUser, fullUser } from './full-user.ts'

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
const tabsOf = ({ $ }: Page) =>
  $('nav[aria-label="User details"] a')
    .toArray()
    .map((tab) => tidy($(tab).text()))
const summaryOf = ({ $ }: Page) => {
  const region = $('[aria-label="Summary"]')
  const terms = region
    .find('dt')
    .toArray()
    .map((term) => [tidy($(term).text()), tidy($(term).next('dd').text())])
  return { terms: Object.fromEntries(terms), text: tidy(region.text()) }
}

it('names the user, counts on the tabs, and sums up beside them', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const ada = await as('administrator')
  const page = await ada.get(`/users/${user.id}/general`)
  expect(page.heading).toBe('Müller, Anni Berta')
  expect(tabsOf(page)).toEqual([
    'General information',
    'Contact information 6',
    'Identifiers 3',
    'Notes 2',
    'Blocks',
    'Statistics',
    'Attachments',
    'Proxy for',
    'History',
  ])
  expect(summaryOf(page).terms).toEqual({
    'Record type': 'Public',
    'Account type': 'Internal',
    'User group': 'Faculty',
    Status: 'Active',
    Expires: '2027-09-30',
    Email: 'Ana@example.org',
    Barcode: '0001',
  })
  expect(summaryOf(page).text).toContain('Anni Müller')
  expect(summaryOf(page).text).toContain('Changed by Test, 2026-11-22 10:00')
})

it('stands round every tab, and marks the one that is shown', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(fullUser)
  const ada = await as('administrator')
  for (const slug of ['general', 'contact', 'identifiers', 'notes', 'blocks', 'statistics', 'history']) {
    const page = await ada.get(`/users/${user.id}/${slug}`)
    expect(page.heading).toBe('Müller, Anni Berta')
    expect(page.$('nav[aria-label="User details"] a[aria-current=page]').attr('href')).toBe(`/users/${user.id}/${slug}`)
    expect(summaryOf(page).terms.Barcode).toBe('0001')
  }
})

it('says nothing of what there is none of', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  const page = await (await as('deskOperator')).get(`/users/${user.id}/general`)
  expect(tabsOf(page)).toEqual([
    'General information',
    'Contact information',
    'Identifiers',
    'Notes',
    'Blocks',
    'Statistics',
    'Attachments',
    'Proxy for',
  ])
  expect(summaryOf(page).terms).toMatchObject({ 'User group': '—', Expires: '—' })
  expect(Object.keys(summaryOf(page).terms)).not.toContain('Barcode')
})

it('marks who is inactive or expired', async () => {
  const { as, makeUser } = await testApp()
  const vera = await as('viewer')
  const headOf = async (id: number) =>
    tidy((await vera.get(`/users/${id}/general`)).$('.page-head').find('details').remove().end().text())
  const make = (primaryId: string, more: object) => makeUser({ values: { ...bareUser.values, primaryId, ...more } })
  expect(await headOf((await make('a', {})).id)).toBe('Bare, Bo Active Internal')
  expect(await headOf((await make('b', { status: 'INACTIVE' })).id)).toBe('Bare, Bo Inactive Internal')
  expect(await headOf((await make('c', { expiryDate: '2026-11-21' })).id)).toBe('Bare, Bo Active Expired Internal')
  expect(await headOf((await make('d', { expiryDate: '2026-11-22' })).id)).toBe('Bare, Bo Active Internal')
})

it('leads from the bare address to the first tab', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  const answer = await (await as('viewer')).get(`/users/${user.id}`)
  expect([answer.status, answer.location]).toEqual([303, `/users/${user.id}/general`])
})

it('knows no tab of another name', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  const vera = await as('viewer')
  for (const path of ['fees', 'generals', 'general/1', '..%2fkeys'])
    expect([path, (await vera.get(`/users/${user.id}/${path}`)).status]).toEqual([path, 404])
})
