import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makePerson, setUpActor } from '#test/people.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { known, recordOf } from '../records.ts'

const message =
  'This is the last administrator who can always sign in. Make another General System Administrator without an end date first.'
const endings = [
  ['Status', 'status', 'INACTIVE'],
  ['Expiration date', 'expiryDate', '2026-11-21'],
  ['Expiration date', 'expiryDate', '2026-11-22'],
  ['Expiration date', 'expiryDate', '2099-12-31'],
] as const

async function house(second: 'none' | 'ending' | 'lasting') {
  const app = await testApp()
  if (second !== 'none') {
    const other = await makePerson(app.db, app.clock, 'userAdministrator')
    const expiryDate = second === 'ending' ? '2027-01-31' : null
    await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), other, { role: 26, expiryDate }))
  }
  const user = await recordOf(app, known(app.people.administrator))
  return { app, user, ada: await app.as('administrator'), url: `/users/${user.id}/general` }
}

it.each(endings)('refuses in words, on the field: %s (%s) %s', async (label, field, value) => {
  const { app, user, ada, url } = await house('none')
  const page = await ada.submit(await ada.get(url), 'Save', { [field]: value, lastName: 'Typed' })
  expect(page.status).toBe(422)
  expect(page.field(label)).toMatchObject({ value, error: message })
  expect(page.field('Last name').value).toBe('Typed')
  expect(await recordOf(app, user)).toEqual(user)
  expect((await ada.get('/users')).status).toBe(200)
})

it.each(endings)('refuses while the only other one ends some day: %s (%s) %s', async (label, field, value) => {
  const { ada, url } = await house('ending')
  expect((await ada.post(url, { [field]: value })).field(label).error).toBe(message)
})

it.each(endings)('allows it once another is there for good: %s (%s) %s', async (_label, field, value) => {
  const { app, user, ada, url } = await house('lasting')
  expect((await ada.post(url, { [field]: value })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ [field]: value })
})

it('lets one of two end when both try at once', async () => {
  const { app, ada } = await house('lasting')
  const ulla = app.visitor()
  await ulla.signIn('ulla')
  const both = [
    known(app.people.administrator).id,
    Number((await ulla.get('/users?q=ulla&index=primary_id')).location.split('/')[2]),
  ]
  const tokens = [await ada.token(), await ulla.token()]
  const answers = await Promise.all([
    ada.post(`/users/${both[1]}/general`, { _csrf: tokens[0] ?? '', status: 'INACTIVE' }),
    ulla.post(`/users/${both[0]}/general`, { _csrf: tokens[1] ?? '', status: 'INACTIVE' }),
  ])
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422])
})

it('allows whatever does not end the last one', async () => {
  const { ada, url } = await house('none')
  const typed = { purgeDate: '2030-01-01', primaryId: 'chief', expiryDate: '', status: 'ACTIVE' }
  expect((await ada.post(url, typed)).status).toBe(303)
})
