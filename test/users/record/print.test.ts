import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { bareUser, fullUser } from '../full-user.ts'

it('works: one sheet with what is filled in and holds, without navigation', async () => {
  const { as, makeUser } = await testApp({ people: ['viewer'] })
  const user = await makeUser({
    ...fullUser,
    blocks: [{ type: 'GENERAL', description: '06-LOCAL', expiryDate: '2026-01-01', note: 'long past' }],
  })
  const vera = await as('viewer')
  const record = await vera.get(`/users/${user.id}/general`)
  expect(record.$('.menu.more a').first().attr('href')).toBe(`/users/${user.id}/print`)
  const sheet = await vera.get(`/users/${user.id}/print`)
  expect([sheet.status, sheet.heading, sheet.$('nav').length]).toEqual([200, 'Müller, Anni Berta', 0])
  for (const text of ['1 High Street', 'Ana@example.org', '0001', 'Likes <maps>', 'Printed 2026-11-22 10:00 by Vera Viewer'])
    expect(sheet.text).toContain(text)
  expect(sheet.text).not.toMatch(/long past|0000\b/)
  expect(sheet.$('button[data-print][hidden]').text()).toBe('Print')
})

it('leaves out what is empty', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  const sheet = await (await as('administrator')).get(`/users/${user.id}/print`)
  const headings = sheet
    .$('h2')
    .toArray()
    .map((one) => sheet.$(one).text())
  expect(headings).toEqual(['General information', 'Roles'])
})

it('a long record stays one sheet: each part says that there is more', async () => {
  const { as, makeUser } = await testApp()
  const notes = Array.from({ length: 40 }, (_one, n) => ({ type: 'OTHER', text: `Note ${n}.` }))
  const user = await makeUser({ ...bareUser, notes })
  const sheet = await (await as('administrator')).get(`/users/${user.id}/print`)
  expect(sheet.text.match(/Note \d+\./g)).toHaveLength(12)
  expect(sheet.text).toContain('There is more on the record.')
})

it('signed out, not there', async () => {
  const { as, visitor, makeUser } = await testApp()
  const user = await makeUser(bareUser)
  expect((await visitor().get(`/users/${user.id}/print`)).location).toContain('/sign-in')
  expect((await (await as('administrator')).get('/users/4711/print')).status).toBe(404)
})
