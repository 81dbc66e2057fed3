import { expect, it } from 'vitest'
import { keptPosts } from '#sign-in/sign-in.table.ts'
import { testApp } from '#test/app.ts'
import { recordOf } from '../users/records.ts'

const hour = 61 * 60_000

async function typedTooLong() {
  const app = await testApp({ people: ['deskOperator', 'manager'] })
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  const otto = await app.as('deskOperator')
  const page = await otto.get(`/users/${user.id}/general`)
  app.clock.move(hour)
  return { app, user, otto, page, url: `/users/${user.id}/general` }
}

it('shows what was typed again, unsaved, when its author signs in', async () => {
  const { app, user, otto, page, url } = await typedTooLong()
  const sent = await otto.submit(page, 'Save', { lastName: 'Typed', website: '' })
  expect([sent.status, sent.location]).toEqual([303, '/sign-in'])
  const signed = await otto.submit(await otto.get('/sign-in'), 'Sign in', {
    identifier: 'otto',
    password: 'a long enough secret',
  })
  expect(signed.location).toBe(url)
  const again = await otto.get(url)
  expect(again.field('Last name').value).toBe('Typed')
  expect(again.text).toContain('Your session had ended. What you typed is here again, and is not saved yet.')
  expect((await recordOf(app, user)).lastName).toBe('Lee')
  expect((await otto.submit(again, 'Save')).status).toBe(303)
  expect((await recordOf(app, user)).lastName).toBe('Typed')
  expect((await otto.get(url)).text).not.toContain('Your session had ended.')
})

it('keeps it from everyone else who signs in there', async () => {
  const { otto, page, url } = await typedTooLong()
  await otto.submit(page, 'Save', { lastName: 'Typed' })
  const signed = await otto.submit(await otto.get('/sign-in'), 'Sign in', { identifier: 'max', password: 'a long enough secret' })
  expect(signed.location).toBe('/users')
  expect((await otto.get(url)).field('Last name').value).toBe('Lee')
})

it('keeps nothing whose token is not genuine', async () => {
  const { otto, page, url } = await typedTooLong()
  await otto.submit(page, 'Save', { lastName: 'Typed', _csrf: 'made-up-token' })
  await otto.submit(await otto.get('/sign-in'), 'Sign in', { identifier: 'otto', password: 'a long enough secret' })
  expect((await otto.get(url)).field('Last name').value).toBe('Lee')
})

it('forgets it after half an hour', async () => {
  const { app, otto, page, url } = await typedTooLong()
  await otto.submit(page, 'Save', { lastName: 'Typed' })
  app.clock.move(31 * 60_000)
  await otto.submit(await otto.get('/sign-in'), 'Sign in', { identifier: 'otto', password: 'a long enough secret' })
  expect((await otto.get(url)).field('Last name').value).toBe('Lee')
})

it('takes no more room than so much, whoever sends it', async () => {
  const { app, otto, page, url } = await typedTooLong()
  const filling = (n: number) => app.visitor().post(url, { lastName: `Filled ${n}`, _csrf: 'made-up' })
  for (let n = 0; n < 510; n += 1) expect((await filling(n)).location).toBe('/sign-in')
  expect(await app.db.read.select().from(keptPosts)).toHaveLength(500)
  const long = await app.visitor().post(url, { lastName: 'Long', _csrf: 'x'.repeat(300) })
  expect(long.headers['set-cookie'] ?? '').not.toContain('kept=')
  await otto.submit(page, 'Save', { lastName: 'Typed' })
  const signed = { identifier: 'otto', password: 'a long enough secret' }
  expect((await otto.submit(await otto.get('/sign-in'), 'Sign in', signed)).location).toBe(url)
})
