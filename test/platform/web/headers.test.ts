import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('forbids all that is inline or comes from elsewhere', async () => {
  const { as, visitor } = await testApp()
  const ada = await as('administrator')
  for (const page of [await visitor().get('/sign-in'), await ada.get('/users'), await ada.get('/nothing-here')]) {
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:|upgrade-insecure/)
  }
})

it('keeps every page out of caches, and page and panel apart', async () => {
  const { as, visitor, people } = await testApp()
  const ada = await as('administrator')
  const user = `/users/${people.administrator?.id}`
  const pages = [await visitor().get('/sign-in'), await ada.get('/users/0'), await ada.get('/nothing-here')]
  for (const url of ['/users', `${user}/general`, `${user}/history`, '/keys']) {
    pages.push(await ada.get(url), await ada.get(url, { 'hx-request': 'true', 'hx-request-type': 'partial' }))
  }
  pages.push(await ada.post(`${user}/general`, { lastName: '' }), await ada.post(`${user}/general`, ''))
  for (const page of pages) {
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers.vary).toBe('HX-Request-Type')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  }
})

it('keeps plain http working in a library’s own network', async () => {
  const { visitor } = await testApp()
  const page = await visitor().get('/sign-in')
  expect(page.headers['strict-transport-security']).toBeUndefined()
  expect(page.headers['referrer-policy']).toBe('same-origin')
  expect(page.headers['x-content-type-options']).toBe('nosniff')
})

it('answers /health without a session', async () => {
  const { app } = await testApp({ empty: true })
  const response = await app.inject('/health')
  expect([response.statusCode, response.body, response.headers['set-cookie']]).toEqual([200, '{"status":"ok"}', undefined])
})
