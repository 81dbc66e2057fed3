import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('draws a page for an address that is not there, signed in or not', async () => {
  const { as, visitor } = await testApp()
  for (const somebody of [visitor(), await as('viewer')]) {
    const page = await somebody.get('/nothing-here')
    expect([page.status, page.heading]).toEqual([404, 'Not found'])
  }
})

it.each(['/users/%ED%A0%80', '/%ED%A0%80', '/users/%', '/%E0%A4%A'])(
  'answers the address %s, whose bytes are no text',
  async (url) => {
    const { as, visitor } = await testApp()
    for (const somebody of [visitor(), await as('viewer')]) {
      const page = await somebody.get(url)
      expect(page.status).toBe(400)
      expect(page.text).toContain('This address cannot be read')
      expect((await somebody.get('/sign-in')).status).not.toBe(500)
    }
  },
)

it.each(['application/json', 'multipart/form-data; boundary=x', 'text/xml', 'text/plain', ''])(
  'refuses a post of type "%s" in words that fit',
  async (type) => {
    const { as } = await testApp()
    const ada = await as('administrator')
    const page = await ada.post('/keys', '{"shortcuts":"on"}', { 'content-type': type })
    expect([403, 415]).toContain(page.status)
    expect(page.heading).not.toBe('')
    expect(page.text).not.toContain('This address cannot be read')
  },
)

it('refuses a post that is too large', async () => {
  const { as, people } = await testApp()
  const ada = await as('administrator')
  const page = await ada.post(`/users/${people.administrator?.id}/general`, { middleName: 'x'.repeat(1_000_001) })
  expect([page.status, page.heading]).toEqual([413, 'Too much at once'])
})

it('knows no other verbs', async () => {
  const { app } = await testApp()
  for (const method of ['PUT', 'DELETE', 'PATCH'] as const)
    expect((await app.inject({ method, url: '/users' })).statusCode).toBe(404)
})

it('says what went wrong in a panel too, without a frame', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  const page = await vera.get('/users/0', { 'hx-request': 'true', 'hx-request-type': 'partial' })
  expect([page.status, page.heading]).toEqual([404, 'Not found'])
  expect(page.html).not.toContain('<html')
})
