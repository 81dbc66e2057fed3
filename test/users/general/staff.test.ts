import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { actsOf, known, recordOf } from '../records.ts'

const guarded = { primaryId: 'other', status: 'INACTIVE', expiryDate: '2026-12-31', purgeDate: '2027-12-31' }
const posts = Object.entries(guarded)

async function meeting(actor: Person, staff: Person) {
  const app = await testApp({ people: [actor, staff] })
  const user = await recordOf(app, known(app.people[staff]))
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/general` }
}

it.each(posts)('keeps a desk operator from changing the %s of an administrator', async (field, value) => {
  const { app, user, visitor, url } = await meeting('deskOperator', 'administrator')
  const before = await actsOf(app, user)
  const page = await visitor.post(url, { firstName: 'Changed', [field]: value })
  expect([page.status, page.heading]).toEqual([403, 'Not allowed'])
  expect(page.text).toContain('This user is staff.')
  expect([await recordOf(app, user), await actsOf(app, user)]).toEqual([user, before])
})

it('lets a desk operator change the first name of an administrator', async () => {
  const { app, user, visitor, url } = await meeting('deskOperator', 'administrator')
  expect((await visitor.post(url, { firstName: 'Adele' })).status).toBe(303)
  expect((await recordOf(app, user)).firstName).toBe('Adele')
})

it('takes a post whose protected fields are what they were', async () => {
  const { user, visitor, url } = await meeting('deskOperator', 'administrator')
  const same = { primaryId: user.primaryId, status: user.status, expiryDate: '', purgeDate: '' }
  expect((await visitor.post(url, { ...same, firstName: 'Adele' })).status).toBe(303)
})

it('shows protected fields as text, says why, and saves the rest', async () => {
  const { visitor, url } = await meeting('deskOperator', 'administrator')
  const page = await visitor.get(url)
  for (const label of ['Primary identifier', 'Status', 'Expiration date', 'Purge date'])
    expect([label, page.field(label).exists]).toEqual([label, false])
  expect(page.text).toContain('This user is staff: identifier, status and dates can be changed only by someone')
  expect((await visitor.submit(page, 'Save', { firstName: 'Adele' })).status).toBe(303)
})

it.each([
  ['deskOperator', 'viewer', 403],
  ['deskOperator', 'patron', 303],
  ['deskManager', 'deskOperator', 403],
  ['manager', 'deskOperator', 303],
  ['manager', 'administrator', 403],
  ['manager', 'userAdministrator', 403],
  ['manager', 'manager', 303],
  ['userAdministrator', 'manager', 303],
  ['userAdministrator', 'administrator', 403],
  ['administrator', 'userAdministrator', 303],
] as [Person, Person, number][])('a change by a %s to what is protected on a %s is %i', async (actor, staff, status) => {
  const { app, user, visitor, url } = await meeting(actor, staff)
  for (const [field, value] of posts.filter(([name]) => name !== 'status')) {
    expect([field, (await visitor.post(url, { [field]: value })).status]).toEqual([field, status])
  }
  if (status === 403) expect(await recordOf(app, user)).toEqual(user)
})

it('keeps a desk operator from changing their own identifier', async () => {
  const { visitor, url } = await meeting('deskOperator', 'deskOperator')
  expect((await visitor.post(url, { primaryId: 'me' })).status).toBe(403)
  expect((await visitor.post(url, { prefFirstName: 'Ottokar' })).status).toBe(303)
  expect((await visitor.get('/users')).text).toContain('Ottokar Operator')
})

it('keeps a patron out', async () => {
  const app = await testApp({ people: ['patron'] })
  const pat = app.visitor()
  expect((await pat.signIn('pat')).status).toBe(422)
  const url = `/users/${app.people.patron?.id}/general`
  expect((await pat.get(url)).location).toBe(`/sign-in?next=${encodeURIComponent(url)}`)
})
