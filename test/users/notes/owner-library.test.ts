import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { makeStaff } from '../../sign-in/staff.ts'

async function branches() {
  const app = await testApp()
  await makeLibraries(app.db)
  const user = await app.makeUser({
    values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Lee' },
    notes: [
      { type: 'OTHER', text: 'Of Main', ownerLibrary: 'MAIN' },
      { type: 'OTHER', text: 'Of Science', ownerLibrary: 'SCI' },
      { type: 'OTHER', text: 'Of all' },
    ],
  })
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 32, scope: 'SCI' }])
  const sam = app.visitor()
  await sam.signIn('sam')
  const page = await sam.get(`/users/${user.id}/notes`)
  const idOf = (text: string) => (page.$(`li:contains("${text}")`).attr('id') ?? '').replace('notes-', '')
  return { app, user, sam, page, idOf, url: `/users/${user.id}/notes` }
}

it('staff of a library change its notes and those of the institution, and see all others', async () => {
  const { sam, page, url, idOf } = await branches()
  expect(
    page
      .$('.row-list li:has(a:contains("Edit")) p')
      .toArray()
      .map((one) => page.$(one).text()),
  ).toEqual(['Of all', 'Of Science'])
  expect(page.text).toContain('Of Main')
  for (const [text, status] of [
    ['Of Main', 403],
    ['Of Science', 303],
    ['Of all', 303],
  ] as const) {
    expect([text, (await sam.post(`${url}/notes/${idOf(text)}/edit`, { type: 'OTHER', text: `${text}!` })).status]).toEqual([
      text,
      status,
    ])
    expect([text, (await sam.post(`${url}/notes/${idOf(text)}/removal`, {})).status]).toEqual([text, status])
  }
  const left = await sam.get(url)
  expect(
    left
      .$('.row-list p')
      .toArray()
      .map((one) => left.$(one).text()),
  ).toEqual(['Of Main'])
})

it('nobody writes a note for another library, nor hands one over, nor removes it among several', async () => {
  const { sam, url, idOf } = await branches()
  expect((await sam.post(`${url}/notes/new`, { type: 'OTHER', text: 'X', ownerLibrary: 'MAIN' })).status).toBe(403)
  expect((await sam.post(`${url}/notes/new`, { type: 'OTHER', text: 'X', ownerLibrary: 'SCI' })).status).toBe(303)
  expect(
    (await sam.post(`${url}/notes/${idOf('Of Science')}/edit`, { type: 'OTHER', text: 'X', ownerLibrary: 'MAIN' })).status,
  ).toBe(403)
  const form = await sam.get(`${url}/notes/new`)
  expect(
    form
      .$('#ownerLibrary option')
      .toArray()
      .map((option) => form.$(option).text()),
  ).toEqual(['', 'Science library'])
})
