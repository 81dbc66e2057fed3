import { expect, it } from 'vitest'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { actsOf, known } from '../users/records.ts'

const given = 'given by the desk'
const own = 'known to me alone'
const both = { newPassword: own, verifyPassword: own }
const address = '/account/password'

async function forced(next = '/users') {
  const app = await testApp({ people: ['manager'] })
  const max = known(app.people.manager)
  const hash = await hashPassword(given, [])
  await app.db.write((tx) => setPassword(tx, setUpActor(app.clock), max, { hash, mustChange: true }))
  const visitor = app.visitor()
  const signed = await visitor.submit(await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`), 'Sign in', {
    identifier: 'max',
    password: given,
  })
  return { app, max, visitor, signed }
}

const credentials = ({ db }: TestApp, { id }: { id: number }) => findCredentials(db.read, id)
const tokenOf = async ({ get }: Awaited<ReturnType<typeof forced>>['visitor']) =>
  String((await get(address)).$('input[name=_csrf]').first().attr('value'))

it('works: leads from Sign in to the page, and after it to where one was going', async () => {
  const { app, max, visitor, signed } = await forced('/users?q=lee')
  expect(signed.location).toBe('/users?q=lee')
  const led = await visitor.get(signed.location)
  expect([led.status, led.location]).toEqual([303, `${address}?next=%2Fusers%3Fq%3Dlee`])
  const page = await visitor.get(led.location)
  expect([page.status, page.heading]).toEqual([200, 'Change your password'])
  expect([page.field('Current password').exists, page.field('New password').exists]).toEqual([false, true])
  expect(page.$('nav, [role=search], .topbar')).toHaveLength(0)
  const done = await visitor.submit(page, 'Change password', both)
  expect([done.status, done.location]).toEqual([303, '/users?q=lee'])
  expect((await visitor.get('/users')).flash).toBe('Your password is changed.')
  expect((await credentials(app, max))?.mustChange).toBe(false)
  expect((await app.visitor().signIn('max', given)).status).toBe(422)
  expect((await app.visitor().signIn('max', own)).status).toBe(303)
  expect((await actsOf(app, max))[0]).toMatchObject({ action: 'password changed', actorName: 'Max Manager' })
})

it('leads every page and every post there until then, swaps too', async () => {
  const { app, visitor } = await forced()
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  for (const url of ['/', '/users', '/keys', `/users/${user.id}/general`, `/users/${user.id}/general/roles/new`]) {
    const page = await visitor.get(url)
    expect([url, page.status, page.location.split('?')[0]]).toEqual([url, 303, address])
  }
  const _csrf = await tokenOf(visitor)
  for (const url of ['/keys', `/users/${user.id}/general`, `/users/${user.id}/general/roles/new`]) {
    const page = await visitor.post(url, { _csrf, lastName: 'X', role: '200', shortcuts: 'on' })
    expect([url, page.status, page.location]).toEqual([url, 303, address])
  }
  const swap = await visitor.get('/users', { 'hx-request': 'true', 'hx-request-type': 'partial' })
  expect([swap.status, swap.headers['hx-redirect']]).toEqual([204, `${address}?next=%2Fusers`])
  expect(await actsOf(app, user)).toHaveLength(1)
})

it.each([
  ['nothing', {}, 'New password', 'Enter the new password.'],
  [
    'two that differ',
    { newPassword: own, verifyPassword: given },
    'Verify password',
    'The two passwords are not alike. Type the same one twice.',
  ],
  [
    'a weak one',
    { newPassword: 'manager1', verifyPassword: 'manager1' },
    'New password',
    'Choose a password that does not contain a name or identifier of this person.',
  ],
  [
    'the old one',
    { newPassword: given, verifyPassword: given },
    'New password',
    'This is the password that you have now. Choose another.',
  ],
] as const)('refused: %s, with no secret shown', async (_case, typed, label, message) => {
  const { app, max, visitor } = await forced()
  const before = await credentials(app, max)
  const page = await visitor.submit(await visitor.get(`${address}?next=%2Fkeys`), 'Change password', { ...typed })
  expect([page.status, page.problems, page.field(label).error]).toEqual([422, [message], message])
  expect(
    page
      .$('input[type=password][value!=""]')
      .toArray()
      .filter((one) => page.$(one).attr('value')),
  ).toEqual([])
  expect(page.formOf('Change password').values.next).toBe('/keys')
  expect(await credentials(app, max)).toEqual(before)
  expect((await visitor.get('/users')).status).toBe(303)
})

it('signed out: may sign out and only that; then the post goes to Sign in', async () => {
  const { app, max, visitor } = await forced()
  const page = await visitor.get(address)
  expect((await visitor.submit(page, 'Sign out')).location).toBe('/sign-in')
  expect((await visitor.submit(page, 'Change password', both)).location).toBe('/sign-in')
  expect((await credentials(app, max))?.mustChange).toBe(true)
})

it('not allowed: a token of somebody else', async () => {
  const { app, max, visitor } = await forced()
  const ada = await app.as('administrator')
  expect((await visitor.post(address, { ...both, _csrf: await ada.token() })).status).toBe(403)
  expect((await credentials(app, max))?.mustChange).toBe(true)
})

it('not there: leads to no other site', async () => {
  const { visitor } = await forced()
  const done = await visitor.submit(await visitor.get(`${address}?next=%2F%2Fevil.example`), 'Change password', {
    ...both,
    next: 'https://evil.example/',
  })
  expect(done.location).toBe('/users')
})

it('two at once: one form is carried out once; a second password in another window is refused or asks to sign in', async () => {
  const { app, max, visitor } = await forced()
  const page = await visitor.get(address)
  const answers = await Promise.all([1, 2].map(() => visitor.submit(page, 'Change password', both)))
  expect(answers.map(({ status, location }) => [status, location])).toEqual([
    [303, '/users'],
    [303, '/users'],
  ])
  expect((await visitor.get('/users')).status).toBe(200)
  expect((await actsOf(app, max)).filter(({ actorName }) => actorName === 'Max Manager')).toHaveLength(1)
})
