import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { password } from '#test/people.ts'
import { makeStaff } from '../../sign-in/staff.ts'
import { known } from '../records.ts'
import { both, credentialsOf, fresh } from './house.ts'

async function meeting(actor: Person, staff: Person) {
  const app = await testApp({ people: [actor, staff] })
  const user = known(app.people[staff])
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/general/password` }
}

it.each([
  ['deskManager', 'viewer', 403],
  ['deskManager', 'deskAssistant', 403],
  ['deskManager', 'deskOperator', 403],
  ['deskManager', 'manager', 403],
  ['deskManager', 'administrator', 403],
  ['deskManager', 'patron', 303],
  ['manager', 'administrator', 403],
  ['manager', 'userAdministrator', 403],
  ['manager', 'deskManager', 303],
  ['userAdministrator', 'administrator', 403],
  ['userAdministrator', 'manager', 303],
  ['administrator', 'userAdministrator', 303],
] as [Person, Person, number][])('a %s who sets the password of a %s is answered %i', async (actor, staff, status) => {
  const { app, user, visitor, url } = await meeting(actor, staff)
  const before = await credentialsOf(app, user)
  const tab = await visitor.get(`/users/${user.id}/general`)
  expect(tab.$(`a[href="${url}"]`)).toHaveLength(status === 303 ? 1 : 0)
  if (status === 403) expect(tab.text).toContain('This user is staff: the password can be set only by someone who manages roles')
  expect((await visitor.get(url)).status).toBe(status === 303 ? 200 : 403)
  const page = await visitor.post(url, both)
  expect(page.status).toBe(status)
  if (status === 403) expect([page.text.includes('This user is staff.'), await credentialsOf(app, user)]).toEqual([true, before])
})

it.each(['administrator', 'manager', 'deskManager'] as const)(
  'a %s changes their own with the current one, not here',
  async (person) => {
    const { app, user, visitor, url } = await meeting(person, person)
    const tab = await visitor.get(`/users/${user.id}/general`)
    expect(tab.$('section[aria-labelledby=password] a').attr('href')).toBe('/account/password')
    const before = await credentialsOf(app, user)
    for (const page of [await visitor.get(url), await visitor.post(url, both)]) expect(page.status).toBe(403)
    expect(await credentialsOf(app, user)).toEqual(before)
  },
)

it('nothing else that a post carries is read', async () => {
  const { app, user, visitor, url } = await meeting('deskManager', 'patron')
  const admin = await credentialsOf(app, { id: 1 })
  const typed = { ...both, id: '1', userId: '1', user: '1', passwordHash: 'x', failures: '99' }
  expect((await visitor.post(url, typed)).status).toBe(303)
  expect(await credentialsOf(app, { id: 1 })).toEqual(admin)
  expect((await credentialsOf(app, user))?.failures).toBe(0)
})

it('a staff role that has ended protects no more', async () => {
  const app = await testApp({ people: ['deskManager'] })
  const left = await makeStaff(app, { values: { primaryId: 'left' } }, [{ role: 26, expiryDate: '2026-11-21' }])
  const visitor = await app.as('deskManager')
  expect((await visitor.post(`/users/${left.id}/general/password`, both)).status).toBe(303)
})

it('a sign-in that is under way with the old password comes to nothing', async () => {
  const { app, user, visitor, url } = await meeting('administrator', 'deskOperator')
  const otto = app.visitor()
  const _csrf = await otto.token()
  const tokens = await visitor.token()
  await Promise.all([
    otto.post('/sign-in', { _csrf, identifier: 'otto', password }),
    visitor.post(url, { ...both, _csrf: tokens }),
  ])
  expect((await otto.get('/users')).location).toBe('/sign-in?next=%2Fusers')
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(303)
  expect(user.primaryId).toBe('otto')
})
