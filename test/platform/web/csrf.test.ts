import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const words = 'This form belongs to another sign-in or has lost its token. Open the page again; nothing was saved.'

it('refuses a post without a token, with an empty or an invented one', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' } })
  const ada = await as('administrator')
  for (const body of ['lastName=X', '_csrf=&lastName=X', '_csrf=invented&lastName=X', '_csrf=a&_csrf=b&lastName=X', '']) {
    const answer = await ada.post(`/users/${user.id}/general`, body)
    expect([body, answer.status]).toEqual([body, 403])
    expect(answer.heading).toBe('Not allowed')
    expect(answer.text).toContain(words)
  }
  expect((await ada.get(`/users/${user.id}/general`)).heading).toBe('Lee, Ana')
})

it('refuses the token of another person at another desk', async () => {
  const { as } = await testApp({ people: ['manager'] })
  const [ada, max] = [await as('administrator'), await as('manager')]
  expect((await ada.post('/keys', { _csrf: await max.token() })).status).toBe(403)
  expect((await ada.post('/keys', { _csrf: await ada.token() })).status).toBe(303)
})

it('refuses a form that another person left open in the same browser', async () => {
  const { visitor, people } = await testApp({ people: ['manager', 'viewer'] })
  const browser = visitor()
  await browser.signIn('ada')
  const left = await browser.get(`/users/${people.viewer?.id}/general`)
  await browser.submit(left, 'Sign out')
  await browser.signIn('max')
  const answer = await browser.submit(left, 'Save', { lastName: 'Changed' })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain(words)
  expect((await browser.get(`/users/${people.viewer?.id}/general`)).heading).toBe('Viewer, Vera')
})

it('takes a form that was drawn before the same person signed in again', async () => {
  const { visitor, clock, people } = await testApp({ people: ['viewer'] })
  const browser = visitor()
  await browser.signIn('ada')
  const drawn = await browser.get(`/users/${people.viewer?.id}/general`)
  clock.move(61 * 60_000)
  const form = await browser.get('/sign-in')
  await browser.submit(form, 'Sign in', { identifier: 'ada', password: 'a long enough secret' })
  const answer = await browser.submit(drawn, 'Save', { lastName: 'Changed' })
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`/users/${people.viewer?.id}/general`)
  expect((await browser.get(answer.location)).heading).toBe('Changed, Vera')
})

it('takes two sign-ins from one page, as when the Back button is used', async () => {
  const { visitor } = await testApp()
  const browser = visitor()
  const form = await browser.get('/sign-in')
  expect((await browser.submit(form, 'Sign in', { identifier: 'ada', password: 'wrong' })).status).toBe(422)
  expect((await browser.submit(form, 'Sign in', { identifier: 'ada', password: 'a long enough secret' })).status).toBe(303)
})

it('sends a post whose session has ended to Sign in, not to an error', async () => {
  const { as, people, clock } = await testApp({ people: ['viewer'] })
  const ada = await as('administrator')
  const drawn = await ada.get(`/users/${people.viewer?.id}/general`)
  clock.move(61 * 60_000)
  const answer = await ada.submit(drawn, 'Save', { lastName: 'Changed' })
  expect([answer.status, answer.location]).toEqual([303, '/sign-in'])
  await ada.signIn('ada')
  expect((await ada.get(`/users/${people.viewer?.id}/general`)).heading).toBe('Viewer, Vera')
})
