import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const tries = 60

it('stops an address that tries too often, in words, and no other address', async () => {
  const { app, visitor } = await testApp()
  const somebody = visitor()
  const token = await somebody.token()
  for (let n = 0; n < tries; n += 1) expect((await somebody.post('/sign-in', '')).status).toBe(403)
  const page = await somebody.post('/sign-in', { _csrf: token, identifier: 'ada', password: 'a long enough secret' })
  expect(page.status).toBe(429)
  expect(page.heading).toBe('Too many tries')
  expect(page.text).toContain('Too many tries from this address. Wait a minute, then try again.')
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
  const other = await app.inject({ method: 'POST', url: '/sign-in', remoteAddress: '192.0.2.9' })
  expect(other.statusCode).not.toBe(429)
  expect((await somebody.get('/sign-in')).status).toBe(200)
})

it('believes no address that the visitor writes in a header', async () => {
  const { visitor } = await testApp()
  const somebody = visitor()
  for (let n = 0; n < tries; n += 1) await somebody.post('/sign-in', '', { 'x-forwarded-for': `192.0.2.${n}` })
  expect((await somebody.post('/sign-in', '', { 'x-forwarded-for': '192.0.2.200' })).status).toBe(429)
})
