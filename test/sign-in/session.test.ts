import { expect, it } from 'vitest'
import { changeSetting } from '#code-tables/settings.ts'
import { testApp } from '#test/app.ts'
import { password, setUpActor } from '#test/people.ts'
import { makeStaff } from './staff.ts'

const minutes = 60_000
const toSignIn = '/sign-in?next=%2Fusers'
const sessionIn = (header: unknown) => /session=([^;]+)/.exec(String(header))?.[1] ?? ''

it('gets a new id at each sign-in, and the old one opens nothing', async () => {
  const { app, visitor } = await testApp()
  const ada = visitor()
  const first = sessionIn((await ada.signIn('ada')).headers['set-cookie'])
  const second = sessionIn((await ada.signIn('ada')).headers['set-cookie'])
  expect(first).not.toBe('')
  expect(second).not.toBe('')
  expect(second).not.toBe(first)
  const withCookie = (session: string) => app.inject({ url: '/users', cookies: { session: decodeURIComponent(session) } })
  expect((await withCookie(first)).headers.location).toBe(toSignIn)
  expect((await withCookie(second)).statusCode).toBe(200)
})

it('is not begun by looking at Sign in, nor by a failure', async () => {
  const { visitor } = await testApp()
  const somebody = visitor()
  const cookies = [await somebody.get('/sign-in'), await somebody.signIn('ada', 'wrong')].map(
    ({ headers }) => headers['set-cookie'],
  )
  expect(cookies.map(sessionIn)).toEqual(['', ''])
})

it('takes no id that somebody made up', async () => {
  const { app } = await testApp()
  for (const session of ['made-up', 'made-up.signature', '', '%00', 'x'.repeat(3000)]) {
    const response = await app.inject({ url: '/users', cookies: { session } })
    expect([session, response.headers.location]).toEqual([session, toSignIn])
  }
})

it('ends after 60 minutes without a request', async () => {
  const { as, clock } = await testApp()
  const ada = await as('administrator')
  clock.move(60 * minutes)
  expect((await ada.get('/users')).status).toBe(200)
  clock.move(60 * minutes + 1)
  expect((await ada.get('/users')).location).toBe(toSignIn)
})

it('goes on as long as somebody is at work', async () => {
  const { as, clock } = await testApp()
  const ada = await as('administrator')
  for (let n = 0; n < 20; n += 1) {
    clock.move(20 * minutes)
    expect((await ada.get('/users')).status).toBe(200)
  }
})

// Renewed at most every five minutes, so up to five may be missing.
it('lasts 55 minutes at least from the last request, be it soon after sign-in', async () => {
  const { as, clock } = await testApp()
  const ada = await as('administrator')
  clock.move(5 * minutes - 1)
  expect((await ada.get('/users')).status).toBe(200)
  clock.move(55 * minutes)
  expect((await ada.get('/users')).status).toBe(200)
})

it('ends at the next request once the role has ended', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 32, expiryDate: '2026-11-22' }])
  app.clock.move(13 * 60 * minutes)
  const sam = app.visitor()
  await sam.signIn('sam', password)
  app.clock.move(50 * minutes)
  expect((await sam.get('/users')).status).toBe(200)
  app.clock.move(10 * minutes)
  expect((await sam.get('/users')).location).toBe(toSignIn)
})

it('ends at the next request once the person is inactive or expired', async () => {
  const { as, people } = await testApp({ people: ['viewer', 'deskOperator'] })
  const [ada, vera, otto] = [await as('administrator'), await as('viewer'), await as('deskOperator')]
  await ada.post(`/users/${people.viewer?.id}/general`, { status: 'INACTIVE' })
  await ada.post(`/users/${people.deskOperator?.id}/general`, { expiryDate: '2026-11-21' })
  expect((await vera.get('/users')).location).toBe(toSignIn)
  expect((await otto.get('/users')).location).toBe(toSignIn)
})

it('carries a cookie that no script reads and no other site sends', async () => {
  const { visitor } = await testApp()
  const cookies = [(await visitor().signIn('ada')).headers['set-cookie']].flat().map(String)
  const cookie = cookies.find((one) => one.startsWith('session=')) ?? ''
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Lax/)
  expect(cookie).toMatch(/; Path=\/(;|$)/)
  expect(cookie).not.toMatch(/; Secure|; Domain/)
})

it('lasts as long as the library sets', async () => {
  const { as, clock, db } = await testApp()
  await db.write((tx) => changeSetting(tx, setUpActor(clock), 'session_idle_minutes', '5'))
  const ada = await as('administrator')
  clock.move(5 * minutes)
  expect((await ada.get('/users')).status).toBe(200)
  clock.move(5 * minutes + 1)
  expect((await ada.get('/users')).location).toBe(toSignIn)
  await ada.signIn('ada')
  await db.write((tx) => changeSetting(tx, setUpActor(clock), 'session_idle_minutes', '90'))
  clock.move(90 * minutes)
  expect((await ada.get('/users')).status).toBe(200)
})
