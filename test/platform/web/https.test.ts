import { expect, it, onTestFinished } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { makeSetUpToken } from '#set-up/token.ts'
import { buildApp } from '#src/app.ts'
import { setUpToken, today } from '#test/app.ts'
import { testDatabase } from '#test/database.ts'
import { readPage } from '#test/page.ts'
import { makePerson, password } from '#test/people.ts'

const cookiesOf = (headers: Record<string, unknown>) => [headers['set-cookie']].flat().filter(Boolean).map(String)

/** Foyer behind a proxy that speaks https with browsers and plain http with Foyer. */
async function behindProxy(options: { empty?: boolean } = {}) {
  const db = testDatabase()
  const clock = fixedClock(today)
  const app = await buildApp({
    db,
    clock,
    files: 'nowhere',
    timeZone: 'UTC',
    secret: 'a secret of the tests that is long enough for signing',
    setUpToken: makeSetUpToken(setUpToken),
    url: 'https://foyer.example',
    trustProxy: '127.0.0.1',
  })
  onTestFinished(() => app.close())
  if (!options.empty) await makePerson(db, clock, 'administrator')
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' }
  return { app, headers }
}

it('sends every cookie over https alone, and asks browsers to stay there', async () => {
  const { app, headers } = await behindProxy()
  const form = await app.inject({ url: '/sign-in', headers })
  const page = readPage(form as never)
  expect(form.headers['strict-transport-security']).toContain('max-age=')
  const csrf = Object.fromEntries(form.cookies.map(({ name, value }) => [name, value]))
  const body = { _csrf: page.formOf('Sign in').values._csrf ?? '', identifier: 'ada', password }
  const signedIn = await app.inject({
    method: 'POST',
    url: '/sign-in',
    cookies: csrf,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(body).toString(),
  })
  expect(signedIn.statusCode).toBe(303)
  const cookies = [...cookiesOf(form.headers), ...cookiesOf(signedIn.headers)]
  expect(cookies.some((cookie) => cookie.startsWith('session='))).toBe(true)
  for (const cookie of cookies) expect(cookie).toMatch(/; Secure/)
})

it('sends the cookie of the first run over https alone', async () => {
  const { app, headers } = await behindProxy({ empty: true })
  const cookies = cookiesOf((await app.inject({ url: `/setup?token=${setUpToken}`, headers })).headers)
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatch(/; HttpOnly/)
  expect(cookies[0]).toMatch(/; Secure/)
})
