import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { makeCategories } from '../users/statistics/desk.ts'
import { restrict } from './restrict.ts'

/** A faculty member and a student, before an operator whose role changes nothing of restricted users. */
async function faculty(roles: object[] = [{ role: 221, cantEditRestricted: true }]) {
  const app = await testApp()
  await makeCategories(app.db)
  await makeLibraries(app.db)
  await restrict(app, 'restricted_groups', 'FACULTY,ALUMNI')
  const make = (primaryId: string, userGroup: string) =>
    app.makeUser({
      values: { primaryId, firstName: 'Pia', lastName: primaryId, userGroup },
      emails: [{ address: `${primaryId}@x.example` }],
      identifiers: [{ type: 'BARCODE', value: `b-${primaryId}` }],
      notes: [{ type: 'OTHER', text: 'A note' }],
    })
  const [prof, student] = [await make('prof', 'FACULTY'), await make('stud', 'UNDERGRAD')]
  await makeStaff(app, { values: { primaryId: 'olga' } }, roles as never)
  const olga = app.visitor()
  await olga.signIn('olga')
  return { app, prof, student, olga }
}

const posts = (id: number): [string, Record<string, string>][] => [
  [`/users/${id}/general`, { firstName: 'X' }],
  [`/users/${id}/general/password`, { newPassword: 'quite another one', verifyPassword: 'quite another one' }],
  [`/users/${id}/contact/emails/new`, { address: 'new@x.example' }],
  [`/users/${id}/contact/phones/new`, { number: '1' }],
  [`/users/${id}/identifiers/additional/new`, { type: 'INST_ID', value: `n${id}` }],
  [`/users/${id}/identifiers/card`, { barcode: `c${id}` }],
  [`/users/${id}/notes/notes/new`, { type: 'OTHER', text: 'X' }],
  [`/users/${id}/blocks/blocks/new`, { type: 'GENERAL', description: '06-LOCAL' }],
  [`/users/${id}/statistics/statistics/new`, { category: 'LAW' }],
]

it('whoever changes nothing of restricted users sees them and is refused every change; of others nothing', async () => {
  const { olga, prof, student } = await faculty()
  for (const tab of ['general', 'contact', 'identifiers', 'notes', 'blocks', 'statistics', 'history']) {
    const page = await olga.get(`/users/${prof.id}/${tab}`)
    expect([tab, page.status, page.$('main form[method=post]').length]).toEqual([tab, 200, 0])
  }
  for (const [url, typed] of posts(prof.id)) {
    const page = await olga.post(url, typed)
    expect([url, page.status]).toEqual([url, 403])
    expect(page.text).toContain('This user is restricted')
  }
  for (const [url, typed] of posts(student.id)) expect([url, (await olga.post(url, typed)).status]).toEqual([url, 303])
})

it('another role without the restriction lifts it for what that role permits', async () => {
  const { olga, prof } = await faculty([{ role: 221, cantEditRestricted: true }, { role: 9001 }])
  expect((await olga.post(`/users/${prof.id}/notes/notes/new`, { type: 'OTHER', text: 'X' })).status).toBe(303)
  expect((await olga.post(`/users/${prof.id}/general`, { firstName: 'X' })).status).toBe(403)
})

it('a user is restricted by a role too, while it counts', async () => {
  const { app, olga, student } = await faculty()
  await restrict(app, 'restricted_roles', '200')
  expect((await olga.post(`/users/${student.id}/general`, { firstName: 'X' })).status).toBe(403)
  const ada = await app.as('administrator')
  const row = /general\/roles\/(\d+)\/ending/.exec((await ada.get(`/users/${student.id}/general`)).html)?.[1]
  expect((await ada.post(`/users/${student.id}/general/roles/${row}/ending`, {})).status).toBe(303)
  expect((await olga.post(`/users/${student.id}/general`, { firstName: 'X' })).status).toBe(303)
})

it('whoever is restricted gives no role without the restriction, and takes it from none', async () => {
  const { app, olga, student } = await faculty([{ role: 21, cantEditRestricted: true }])
  const url = `/users/${student.id}/general/roles`
  expect((await olga.post(`${url}/new`, { role: '32', scope: 'INSTITUTION' })).status).toBe(403)
  expect((await olga.post(`${url}/new`, { role: '32', scope: 'INSTITUTION', cantEditRestricted: 'on' })).status).toBe(303)
  const tab = await olga.get(`/users/${student.id}/general`)
  const row = /roles\/(\d+)\/edit"[^>]*>Edit<span class="visually-hidden"> Circulation/.exec(tab.html)?.[1]
  expect((await olga.post(`${url}/${row}/edit`, { status: 'ACTIVE' })).status).toBe(403)
  expect((await (await app.as('administrator')).post(`${url}/${row}/edit`, { status: 'ACTIVE' })).status).toBe(303)
})

it('what a library owns needs one role that holds there and for restricted users, not two that do half of it each', async () => {
  const { olga, prof, student } = await faculty([
    { role: 9001, scope: 'SCI', cantEditRestricted: true },
    { role: 9001, scope: 'MAIN' },
  ])
  const note = (ownerLibrary: string) => ({ type: 'OTHER', text: 'X', ownerLibrary })
  const block = (ownerLibrary: string) => ({ type: 'GENERAL', description: '06-LOCAL', ownerLibrary })
  const status = async (user: { id: number }, kind: string, typed: Record<string, string>) =>
    (await olga.post(`/users/${user.id}/${kind}/${kind}/new`, typed)).status
  expect(await status(prof, 'notes', note('SCI'))).toBe(403)
  expect(await status(prof, 'blocks', block('SCI'))).toBe(403)
  expect(await status(prof, 'notes', note('MAIN'))).toBe(303)
  expect(await status(prof, 'blocks', block('MAIN'))).toBe(303)
  expect(await status(student, 'notes', note('SCI'))).toBe(303)
  expect(await status(student, 'blocks', block('SCI'))).toBe(303)
})
