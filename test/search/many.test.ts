import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { createUser } from '#users/record/create.ts'
import { namesOn } from './people.ts'

it('counts and pages up to 10,000 users that match, and says that there are more', async () => {
  const { as, db, clock } = await testApp()
  const vera = await as('viewer')
  await db.write(async (tx) => {
    for (let n = 0; n < 10_030; n += 1)
      await createUser(tx, setUpActor(clock), { values: { primaryId: `${n}x`, firstName: `N${n + 10_000}`, lastName: 'Lee' } })
  })
  const tabsOf = (page: typeof found) => page.$('nav[aria-label="Record type"]').text().replace(/\s+/g, ' ').trim()
  const found = await vera.get('/users?q=lee')
  expect(found.text).toContain('10,000+ found')
  expect(found.text).toContain('1–20 of 10,000+')
  expect(tabsOf(found)).toContain('Public 10,000+')
  const last = await vera.get('/users?q=lee&page=500')
  expect(namesOn(last)).toHaveLength(20)
  expect(last.$('a[rel=next]')).toHaveLength(0)
  const publicOnly = await vera.get('/users?q=lee&record_type=PUBLIC')
  expect(publicOnly.text).toContain('10,000+ found')
  const everyone = await vera.get('/users')
  expect(everyone.text).toContain('10,032 found')
  expect(tabsOf(everyone)).toBe('Staff 2 Public 10,030 Contact 0 All 10,032')
  const byId = await vera.get('/users?q=lee&sort=primary_id')
  expect(namesOn(byId)).toHaveLength(20)
})
