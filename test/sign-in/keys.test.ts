import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'

const shortcutsOn = (page: Page) => page.$('html').attr('data-shortcuts') !== 'off'

it('works: turns shortcuts off and on again, for every page', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  const page = await vera.get('/keys')
  expect(page.formOf('Keep this choice').values.shortcuts).toBe('on')
  const { values } = page.formOf('Keep this choice')
  const off = await vera.post('/keys', { _csrf: values._csrf ?? '', next: '/users' })
  expect(off.status).toBe(303)
  const list = await vera.get(off.location)
  expect(list.flash).toBe('Shortcuts are off.')
  expect(shortcutsOn(list)).toBe(false)
  const on = await vera.submit(list, 'Keep this choice', { shortcuts: 'on' })
  expect(on.location).toBe('/users')
  const after = await vera.get(on.location)
  expect(after.flash).toBe('Shortcuts are on.')
  expect(shortcutsOn(after)).toBe(true)
})

it('refused: without a token the choice stays', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  const answer = await vera.post('/keys', 'next=%2Fusers')
  expect(answer.status).toBe(403)
  expect(shortcutsOn(await vera.get('/users'))).toBe(true)
})

it('signed out: leads to Sign in', async () => {
  const { visitor } = await testApp()
  const answer = await visitor().post('/keys', { shortcuts: 'on' })
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/sign-in')
})

it('not allowed: nobody chooses for another person', async () => {
  const { as, people } = await testApp({ people: ['viewer'] })
  const [ada, vera] = [await as('administrator'), await as('viewer')]
  await vera.post('/keys', { userId: String(people.administrator?.id), id: String(people.administrator?.id) })
  expect(shortcutsOn(await ada.get('/users'))).toBe(true)
  expect(shortcutsOn(await vera.get('/users'))).toBe(false)
  expect((await ada.post('/keys', { _csrf: await vera.token() })).status).toBe(403)
})

it('not there: a page to go on to that is not this site’s own falls back', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  expect((await vera.post('/keys', { shortcuts: 'on', next: 'https://evil.example/' })).location).toBe('/users')
  expect((await vera.post('/keys', { shortcuts: 'on' })).location).toBe('/keys')
})

it('two at once: both are answered and one of them holds', async () => {
  const { as } = await testApp()
  const vera = await as('viewer')
  const _csrf = await vera.token()
  const answers = await Promise.all([vera.post('/keys', { _csrf }), vera.post('/keys', { _csrf, shortcuts: 'off' })])
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  expect(shortcutsOn(await vera.get('/users'))).toBe(false)
})
