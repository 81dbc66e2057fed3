import { expect, it } from 'vitest'
import { browserWords } from '#sign-in/account.view.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { Person } from '#test/people.ts'

const address = '/account'
const minutes = 60_000
const endings = (page: Page) =>
  page
    .$('form[action^="/account/sessions/"][action$="/ending"]')
    .toArray()
    .map((form) => String(page.$(form).attr('action')))
    .filter((action) => action !== '/account/sessions/ending')

async function house(person: Person = 'viewer') {
  const app = await testApp({ people: [person] })
  return { app, visitor: await app.as(person) }
}

it('works: shows name, identifier, roles, sessions and sign-ins of whoever looks, from the menu', async () => {
  const { app, visitor } = await house()
  await app.visitor().signIn('vera', 'wrong')
  expect((await visitor.get('/users')).$('.menu-panel a').first().attr('href')).toBe(address)
  const page = await visitor.get(address)
  expect([page.status, page.heading, page.title]).toEqual([200, 'Your account', 'Your account · Foyer'])
  expect(page.$('dl.facts').text()).toMatch(/Vera Viewer[\s\S]*vera/)
  expect(page.rows('Your roles')).toEqual([['Fulfillment Services Operator', 'Institution', 'Active', '—']])
  const now = '2026-11-22 10:00'
  expect(page.rows('Sessions')).toEqual([['Unknown browser', '127.0.0.1', now, now, 'This one']])
  expect(page.rows('Last sign-ins')).toEqual([
    [now, '127.0.0.1', 'Wrong password'],
    [now, '127.0.0.1', 'Signed in'],
  ])
})

it('works: lists only sessions that still go on, with the browser in words', async () => {
  const { app, visitor } = await house()
  const phone = app.visitor()
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const _csrf = await phone.token()
  await phone.post('/sign-in', { _csrf, identifier: 'vera', password: 'a long enough secret' }, { 'user-agent': agent })
  expect((await visitor.get(address)).rows('Sessions').map(([browser]) => browser)).toContain('Firefox on Linux')
  for (let n = 0; n < 3; n += 1) {
    app.clock.move(30 * minutes)
    await visitor.get('/users')
  }
  const rows = (await visitor.get(address)).rows('Sessions')
  expect(rows).toEqual([['Unknown browser', '127.0.0.1', '2026-11-22 10:00', '2026-11-22 11:30', 'This one']])
})

it('works: ends one other session, or all others, and goes on in this one', async () => {
  const { app, visitor } = await house()
  const others = [await app.as('viewer'), await app.as('viewer'), await app.as('viewer')]
  const ending = endings(await visitor.get(address))
  expect(ending).toHaveLength(3)
  const ended = await visitor.post(ending[0] ?? '', {})
  expect([ended.status, ended.location]).toEqual([303, address])
  expect((await visitor.get(address)).flash).toBe('The session is ended.')
  const alive = async () => Promise.all(others.map(async (one) => (await one.get('/users')).status === 200))
  expect((await alive()).filter(Boolean)).toHaveLength(2)
  const page = await visitor.get(address)
  await visitor.submit(page, 'End all others')
  const after = await visitor.get(address)
  expect([after.flash, endings(after), after.text.includes('End all others')]).toEqual(['2 other sessions are ended.', [], false])
  expect(await alive()).toEqual([false, false, false])
})

it('works: turns shortcuts off and on', async () => {
  const { visitor } = await house()
  const page = await visitor.get(address)
  const off = await visitor.submit(page, 'Turn shortcuts off')
  expect(off.location).toBe(address)
  const after = await visitor.get(address)
  expect([after.flash, after.$('html').attr('data-shortcuts')]).toEqual(['Shortcuts are off.', 'off'])
  await visitor.submit(after, 'Turn shortcuts on')
  expect((await visitor.get(address)).$('html').attr('data-shortcuts')).toBeUndefined()
})

it('refused: a post without its token ends nothing', async () => {
  const { app, visitor } = await house()
  const other = await app.as('viewer')
  expect((await visitor.post('/account/sessions/ending', 'x=1')).status).toBe(403)
  expect((await other.get('/users')).status).toBe(200)
})

it('signed out: leads to Sign in', async () => {
  const { app } = await house()
  expect((await app.visitor().get(address)).location).toBe('/sign-in?next=%2Faccount')
  expect((await app.visitor().post('/account/sessions/ending', {})).location).toBe('/sign-in')
})

it('not allowed: nobody sees or ends a session of somebody else', async () => {
  const { app, visitor } = await house()
  const ada = await app.as('administrator')
  const second = await app.as('administrator')
  const [ending] = endings(await ada.get(address))
  expect(endings(await visitor.get(address))).toEqual([])
  await visitor.post(ending ?? '', {})
  expect((await visitor.get(address)).flash).toBe('That session had ended already.')
  await visitor.post('/account/sessions/ending', {})
  for (const one of [ada, second]) expect((await one.get('/users')).status).toBe(200)
})

it('not there: a session that has ended already, and one that never was', async () => {
  const { visitor } = await house()
  for (const session of ['none', '%00', 'x'.repeat(90)]) {
    expect((await visitor.post(`/account/sessions/${session}/ending`, {})).status).toBe(303)
    expect((await visitor.get(address)).flash).toBe('That session had ended already.')
  }
})

it('two at once: both windows end a third, and each is told', async () => {
  const { app, visitor } = await house()
  const [other, third] = [await app.as('viewer'), await app.as('viewer')]
  const seen = endings(await other.get(address))
  const ending = endings(await visitor.get(address)).find((one) => seen.includes(one)) ?? ''
  const answers = await Promise.all([visitor.post(ending, {}), other.post(ending, {})])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await third.get('/users')).location).toBe('/sign-in?next=%2Fusers')
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome on Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1', 'Safari on iOS'],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['curl/8.0', 'Unknown browser'],
  [null, 'Unknown browser'],
])('calls %s a %s', (agent, words) => expect(browserWords(agent)).toBe(words))
