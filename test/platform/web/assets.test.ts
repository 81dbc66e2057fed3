import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('serves all that a page names, for browsers to keep, without a session', async () => {
  const { app, as, visitor } = await testApp()
  const pages = [await visitor().get('/sign-in'), await (await as('viewer')).get('/users')]
  const named = pages.flatMap(({ $ }) =>
    $('link[href], script[src]')
      .toArray()
      .map((one) => $(one).attr('href') ?? $(one).attr('src') ?? ''),
  )
  expect(named.length).toBeGreaterThan(5)
  for (const url of new Set(named)) {
    const response = await app.inject(url)
    expect([url, response.statusCode]).toEqual([url, 200])
    expect(response.headers['cache-control']).toContain('immutable')
    expect(response.headers['set-cookie']).toBeUndefined()
  }
})

it('serves nothing else from its folders', async () => {
  const { app, visitor } = await testApp()
  const css = (await visitor().get('/sign-in')).$('link[rel=stylesheet]').attr('href') ?? ''
  const root = css.slice(0, css.indexOf('/css'))
  for (const path of [
    '/',
    '/htmx/package.json',
    '/htmx/../package.json',
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/.htaccess',
    '/css',
  ])
    expect([path, (await app.inject(root + path)).statusCode]).toEqual([
      path,
      expect.toSatisfy((code: number) => code >= 300 && code < 500),
    ])
})
