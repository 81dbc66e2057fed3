import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('leads back to the page that was asked for', async () => {
  const { visitor } = await testApp()
  const ada = visitor()
  const asked = await ada.get('/users?q=m%C3%BCller&index=names')
  expect(asked.status).toBe(303)
  const answer = await ada.submit(await ada.get(asked.location), 'Sign in', {
    identifier: 'ada',
    password: 'a long enough secret',
  })
  expect(answer.location).toBe('/users?q=m%C3%BCller&index=names')
})

it('asks the front page to go nowhere in particular', async () => {
  const { visitor } = await testApp()
  expect((await visitor().get('/')).location).toBe('/sign-in')
})

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/\n/evil.example',
  '/\u0000/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  '/x/..//evil.example',
  '/users/../..//evil.example',
  '@evil.example',
  '',
]

it.each(elsewhere)('never leads to another site: %j', async (next) => {
  const { visitor } = await testApp()
  const ada = visitor()
  const form = await ada.get(`/sign-in?next=${encodeURIComponent(next)}`)
  const typed = { identifier: 'ada', password: 'a long enough secret' }
  const byForm = await ada.submit(form, 'Sign in', typed)
  const byPost = await ada.post('/sign-in', { ...typed, next })
  const signedIn = await ada.get(`/sign-in?next=${encodeURIComponent(next)}`)
  const byKeys = await ada.post('/keys', { shortcuts: 'on', next })
  for (const { status, location } of [byForm, byPost, signedIn, byKeys]) {
    expect(status).toBe(303)
    expect([location, new URL(location, 'http://foyer.example').host]).toEqual([location, 'foyer.example'])
  }
})

it('sends a page swapped by htmx to Sign in as a whole', async () => {
  const { visitor } = await testApp()
  const headers = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const answer = await visitor().get('/users/1/contact', headers)
  expect(answer.status).toBe(204)
  expect(answer.headers['hx-redirect']).toBe('/sign-in?next=%2Fusers%2F1%2Fcontact')
  const posted = await visitor().post('/users/1/general', { lastName: 'X' }, headers)
  expect(posted.status).toBe(204)
  expect(posted.headers['hx-redirect']).toBe('/sign-in')
})
