import { expect, it } from 'vitest'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { password } from '#test/people.ts'
import { actsOf, known } from '../users/records.ts'

const fresh = 'correct horse battery'
const typed = { currentPassword: password, newPassword: fresh, verifyPassword: fresh }
const address = '/account/password'
const minutes = 60_000

async function house(person: Person = 'viewer') {
  const app = await testApp({ people: [person] })
  const me = known(app.people[person])
  const stored = async () => findCredentials(app.db.read, me.id)
  return { app, me, stored, visitor: await app.as(person) }
}
const sessionIn = (header: unknown) => /session=([^;]+)/.exec(String(header))?.[1] ?? ''

it('works: for whoever works here, with the current one, from the menu', async () => {
  const { app, me, visitor } = await house()
  expect((await visitor.get('/users')).$(`.menu-panel a[href="${address}"]`)).toHaveLength(1)
  const page = await visitor.get(address)
  expect([page.heading, page.field('Current password').exists]).toEqual(['Change your password', true])
  const done = await visitor.submit(page, 'Change password', typed)
  expect([done.status, done.location]).toEqual([303, address])
  expect((await visitor.get(address)).flash).toBe('Your password is changed.')
  expect((await app.visitor().signIn('vera', password)).status).toBe(422)
  expect((await app.visitor().signIn('vera', fresh)).status).toBe(303)
  expect((await actsOf(app, me))[0]).toMatchObject({ action: 'password changed', actorId: me.id })
  expect((await actsOf(app, me))[0]?.lines).toEqual([['password', null, null]])
})

it('works: ends the other sessions, and goes on in a new one', async () => {
  const { app, visitor } = await house()
  const elsewhere = await app.as('viewer')
  const first = sessionIn((await visitor.signIn('vera')).headers['set-cookie'])
  const done = await visitor.submit(await visitor.get(address), 'Change password', typed)
  const second = sessionIn(done.headers['set-cookie'])
  expect([second === '', second === first]).toEqual([false, false])
  expect((await visitor.get('/users')).status).toBe(200)
  expect((await elsewhere.get('/users')).location).toBe('/sign-in?next=%2Fusers')
  const old = await app.app.inject({ url: '/users', cookies: { session: decodeURIComponent(first) } })
  expect(old.headers.location).toBe('/sign-in?next=%2Fusers')
})

it.each([
  ['no current one', { ...typed, currentPassword: '' }, 'Current password', 'Enter your current password.'],
  [
    'a wrong current one',
    { ...typed, currentPassword: 'wrong' },
    'Current password',
    'This is not your current password. Type it again.',
  ],
  [
    'two that differ',
    { ...typed, verifyPassword: 'x' },
    'Verify password',
    'The two passwords are not alike. Type the same one twice.',
  ],
  ['a short one', { ...typed, newPassword: 'x1', verifyPassword: 'x1' }, 'New password', 'Use at least 8 characters.'],
  [
    'the same again',
    { ...typed, newPassword: password, verifyPassword: password },
    'New password',
    'This is the password that you have now. Choose another.',
  ],
] as const)('refused: %s, with no secret shown', async (_case, given, label, message) => {
  const { visitor, stored } = await house()
  const hash = (await stored())?.passwordHash
  const page = await visitor.submit(await visitor.get(address), 'Change password', { ...given })
  expect([page.status, page.problems, page.field(label).error]).toEqual([422, [message], message])
  for (const secret of [password, fresh]) expect(page.html).not.toContain(secret)
  expect((await stored())?.passwordHash).toBe(hash)
  expect((await visitor.get('/users')).status).toBe(200)
})

it('refused: from the fifteenth wrong current password on the right one too, and at Sign in, for 30 minutes', async () => {
  const { app, visitor, stored } = await house()
  const _csrf = await visitor.token()
  for (let n = 1; n <= 15; n += 1) {
    expect((await visitor.post(address, { ...typed, currentPassword: `wrong ${n}`, _csrf })).status).toBe(422)
    if (n < 15) expect((await stored())?.failures).toBe(n)
  }
  const locked = await visitor.post(address, { ...typed, _csrf })
  expect(locked.problems).toEqual(['After 15 wrong passwords this account is locked for 30 minutes. Try again later.'])
  expect((await app.visitor().signIn('vera')).status).toBe(422)
  app.clock.move(30 * minutes)
  expect((await visitor.post(address, { ...typed, _csrf })).status).toBe(303)
})

it('signed out: goes to Sign in, and no secret waits', async () => {
  const { app, visitor, stored } = await house()
  const hash = (await stored())?.passwordHash
  expect((await app.visitor().post(address, typed)).location).toBe('/sign-in')
  expect((await app.visitor().get(address)).location).toBe('/sign-in?next=%2Faccount%2Fpassword')
  const page = await visitor.get(address)
  app.clock.move(61 * minutes)
  expect((await visitor.submit(page, 'Change password', typed)).location).toBe('/sign-in')
  await visitor.signIn('vera')
  expect((await visitor.get(address)).html).not.toContain(fresh)
  expect((await stored())?.passwordHash).toBe(hash)
})

it('not allowed: a token of somebody else, and somebody else’s password', async () => {
  const { app, visitor, stored } = await house()
  const ada = await app.as('administrator')
  const hash = (await stored())?.passwordHash
  expect((await visitor.post(address, { ...typed, _csrf: await ada.token() })).status).toBe(403)
  const other = { ...typed, id: String(app.people.viewer?.id), userId: String(app.people.viewer?.id) }
  expect((await ada.post(address, other)).status).toBe(303)
  expect((await stored())?.passwordHash).toBe(hash)
})

it('not there: nobody else’s is at this address', async () => {
  const { visitor } = await house()
  expect((await visitor.get(`${address}/1`)).status).toBe(404)
  expect((await visitor.post(`${address}/1`, typed)).status).toBe(404)
})

it('two at once: of two windows one changes it, the other is refused', async () => {
  const { app, visitor, stored } = await house()
  const elsewhere = await app.as('viewer')
  const before = (await stored())?.passwordHash
  const pages = [await visitor.get(address), await elsewhere.get(address)]
  const secrets = [fresh, 'another set of words']
  const answers = await Promise.all(
    [visitor, elsewhere].map((who, n) =>
      who.submit(pages[n] as never, 'Change password', {
        ...typed,
        newPassword: secrets[n] ?? '',
        verifyPassword: secrets[n] ?? '',
      }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(answers.find(({ status }) => status === 422)?.text).toContain('Your password was changed meanwhile')
  expect((await stored())?.passwordHash).not.toBe(before)
  const works = await Promise.all(secrets.map(async (secret) => (await app.visitor().signIn('vera', secret)).status))
  expect(works.sort()).toEqual([303, 422])
})
