import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const toSignIn = '/sign-in?next=%2Fusers'

it('works: ends the session and says so', async () => {
  const { as } = await testApp()
  const ada = await as('administrator')
  const answer = await ada.submit(await ada.get('/users'), 'Sign out')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/sign-in')
  const page = await ada.get(answer.location)
  expect(page.heading).toBe('Sign in')
  expect(page.flash).toBe('You are signed out.')
  expect((await ada.get('/users')).location).toBe(toSignIn)
})

it('refused: without a token nobody is signed out', async () => {
  const { as } = await testApp()
  const ada = await as('administrator')
  const answer = await ada.post('/sign-out', '')
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('nothing was saved')
  expect((await ada.get('/users')).status).toBe(200)
})

it('signed out: leads to Sign in', async () => {
  const { visitor } = await testApp()
  const answer = await visitor().post('/sign-out', {})
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/sign-in')
})

it('not allowed: with the token of another person nobody is signed out', async () => {
  const { as } = await testApp({ people: ['viewer'] })
  const [ada, vera] = [await as('administrator'), await as('viewer')]
  const answer = await ada.post('/sign-out', { _csrf: await vera.token() })
  expect(answer.status).toBe(403)
  expect((await ada.get('/users')).status).toBe(200)
})

it('not there: a session that has ended meanwhile leads to Sign in just so', async () => {
  const { as, clock } = await testApp()
  const ada = await as('administrator')
  const page = await ada.get('/users')
  clock.move(61 * 60_000)
  const answer = await ada.submit(page, 'Sign out')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/sign-in')
})

it('two at once: one session of a person ends, the other lives', async () => {
  const { as } = await testApp()
  const [desk, office] = [await as('administrator'), await as('administrator')]
  await desk.submit(await desk.get('/users'), 'Sign out')
  expect((await desk.get('/users')).location).toBe(toSignIn)
  expect((await office.get('/users')).status).toBe(200)
})

it('leaves no cookie that opens the session again', async () => {
  const { app, visitor } = await testApp()
  const ada = visitor()
  const cookies = String((await ada.signIn('ada')).headers['set-cookie'])
  const session = decodeURIComponent(/session=([^;]+)/.exec(cookies)?.[1] ?? '')
  expect((await app.inject({ url: '/users', cookies: { session } })).statusCode).toBe(200)
  await ada.submit(await ada.get('/users'), 'Sign out')
  expect((await app.inject({ url: '/users', cookies: { session } })).headers.location).toBe(toSignIn)
})
