import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { tryToSignIn } from './house.ts'

const longAgo = 50 * 24 * 60 * 60_000

/** A house whose sign-ins are known: none but those of the test, and of whoever looks at them. */
async function house() {
  const app = await testApp({ people: ['viewer', 'manager'] })
  const [vera, max] = [app.people.viewer?.id ?? 0, app.people.manager?.id ?? 0]
  await tryToSignIn(app, vera, 'wrong password', '198.51.100.1')
  app.clock.move(longAgo)
  const ada = await app.as('administrator')
  app.clock.move(60_000)
  return { ...app, ada, vera, max }
}

const since = '/activity/sign-ins?from=2027-01-11'

it('tells who signed in and who failed, the newest first, with a link to the user', async () => {
  const app = await house()
  await tryToSignIn(app, app.vera, 'in')
  await tryToSignIn(app, app.max, 'wrong password')
  await tryToSignIn(app, null, 'unknown')
  const page = await app.ada.get(since)
  expect(page.heading).toBe('Sign-ins')
  expect(page.rows('Sign-ins').slice(0, 3)).toEqual([
    ['2027-01-11 10:01', 'Nobody known', 'Identifier not known', '192.0.2.7'],
    ['2027-01-11 10:01', 'Manager, Max', 'Wrong password', '192.0.2.7'],
    ['2027-01-11 10:01', 'Viewer, Vera', 'Signed in', '192.0.2.7'],
  ])
  expect(page.$('table[aria-label="Sign-ins"] a').first().attr('href')).toBe(`/users/${app.max}`)
})

it('filters: failed only, a person, days', async () => {
  const app = await house()
  await tryToSignIn(app, app.vera, 'in')
  await tryToSignIn(app, app.max, 'locked')
  const outcomes = async (query: string) =>
    (await app.ada.get(`/activity/sign-ins?${query}`)).rows('Sign-ins').map(([, who, outcome]) => `${who}: ${outcome}`)
  expect(await outcomes('failed=on')).toEqual(['Manager, Max: Account locked', 'Viewer, Vera: Wrong password'])
  expect(await outcomes('who=vera')).toEqual(['Viewer, Vera: Signed in', 'Viewer, Vera: Wrong password'])
  expect(await outcomes('who=vera&failed=on&from=2027-01-01')).toEqual([])
  expect(await outcomes('to=2026-11-22&failed=on')).toEqual(['Viewer, Vera: Wrong password'])
  expect(await outcomes('who=zzz')).toEqual([])
  expect((await app.ada.get('/activity/sign-ins?who=zzz')).text).toContain('Nobody of that name')
})

it('counts the failures of the last 24 hours by address and by person', async () => {
  const app = await house()
  for (let n = 0; n < 3; n += 1) await tryToSignIn(app, app.max, 'wrong password', '203.0.113.9')
  for (let n = 0; n < 2; n += 1) await tryToSignIn(app, null, 'unknown', '203.0.113.9')
  await tryToSignIn(app, app.vera, 'in', '203.0.113.10')
  const page = await app.ada.get('/activity/sign-ins')
  expect(page.rows('Failures by address')).toEqual([['203.0.113.9', '5', '2027-01-11 10:01']])
  expect(page.rows('Failures by person')).toEqual([
    ['Manager, Max', '3', '2027-01-11 10:01'],
    ['Nobody known', '2', '2027-01-11 10:01'],
  ])
})

it('says so when nobody failed, and shows 50 a page', async () => {
  const app = await house()
  for (let n = 0; n < 120; n += 1) await tryToSignIn(app, app.max, 'in', `192.0.2.${n}`)
  const first = await app.ada.get(`${since}&who=max`)
  expect(first.$('section[aria-labelledby=failures]').text()).toContain('None.')
  const addresses: string[] = []
  let url: string | undefined = `${since}&who=max`
  for (let n = 0; url && n < 5; n += 1) {
    const page = await app.ada.get(url)
    addresses.push(...page.rows('Sign-ins').map((row) => row[3] ?? ''))
    url = page.$('.pager a[rel=next]').attr('href')
  }
  expect(addresses).toEqual(Array.from({ length: 120 }, (_none, n) => `192.0.2.${119 - n}`))
})
