import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { failing } from '../../sign-in/staff.ts'
import { actsOf, known } from '../records.ts'
import { credentialsOf } from './house.ts'

/** Somebody locked out, before somebody else who is signed in. */
async function house(actor: Person, locked: Person = 'deskOperator', identifier = 'otto') {
  const app = await testApp({ people: [actor, locked] })
  const user = known(app.people[locked])
  await failing(app, identifier, 15)
  const at = `/users/${user.id}/general`
  return { app, user, visitor: await app.as(actor), at, url: `${at}/unlock` }
}

it('works: says until when, and the button lets the user in again', async () => {
  const { app, user, visitor, at } = await house('administrator')
  const tab = await visitor.get(at)
  expect(tab.$('section[aria-labelledby=password]').text()).toContain(
    'Locked after 15 failed tries to sign in, until 2026-11-22 10:44.',
  )
  expect((await app.visitor().signIn('otto')).status).toBe(422)
  const done = await visitor.submit(tab, 'Unlock')
  expect([done.status, done.location]).toEqual([303, at])
  const after = await visitor.get(at)
  expect([after.flash, after.text.includes('Locked')]).toEqual(['Operator, Otto can sign in again.', false])
  // Neither the lock nor the wait after the last failure is left.
  expect((await app.visitor().signIn('otto')).status).toBe(303)
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.actorName, act?.lines]).toEqual(['unlocked', 'Ada Administrator', [['locked', true, false]]])
  expect((await visitor.get(`/users/${user.id}/history`)).rows('History')[0]?.slice(2)).toEqual(['LockedUnlocked', 'yes', 'no'])
})

it('works: the page of its own asks the same', async () => {
  const { app, visitor, url } = await house('administrator')
  const page = await visitor.get(url)
  expect(page.status).toBe(200)
  expect((await visitor.submit(page, 'Unlock')).status).toBe(303)
  expect((await app.visitor().signIn('otto')).status).toBe(303)
})

it('refused: an account that is not locked any more is left as it is, without a word in the history', async () => {
  const { app, user, visitor, at, url } = await house('administrator')
  app.clock.move(31 * 60_000)
  const acts = await actsOf(app, user)
  expect((await visitor.get(at)).formOf('Unlock').action).toBe('')
  expect((await visitor.post(url, {})).status).toBe(303)
  expect((await visitor.get(at)).flash).toBe('Operator, Otto is not locked.')
  expect(await actsOf(app, user)).toEqual(acts)
})

it('signed out: leads to Sign in', async () => {
  const { app, user, url } = await house('administrator')
  expect((await app.visitor().post(url, {})).location).toBe('/sign-in')
  expect((await credentialsOf(app, user))?.lockedUntil).not.toBeNull()
})

it.each(['deskManager', 'deskOperator', 'viewer'] as const)('not allowed: a %s for an administrator', async (person) => {
  const { app, visitor, at, url } = await house(person, 'administrator', 'ada')
  expect((await visitor.get(at)).formOf('Unlock').action).toBe('')
  for (const page of [await visitor.get(url), await visitor.post(url, {})]) expect(page.status).toBe(403)
  expect((await app.visitor().signIn('ada')).status).toBe(422)
})

it('not allowed: oneself, be it in a session that goes on', async () => {
  const app = await testApp({ people: ['deskOperator'] })
  const ada = await app.as('administrator')
  await failing(app, 'ada', 15)
  const url = `/users/${known(app.people.administrator).id}/general/unlock`
  expect((await ada.post(url, {})).status).toBe(403)
})

it('not there: no such user', async () => {
  const { visitor } = await house('administrator')
  expect((await visitor.post('/users/9999/general/unlock', {})).status).toBe(404)
})

it('two at once: one unlocks, the other is told, and history says it once', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const other = await app.as('administrator')
  const answers = await Promise.all([visitor.post(url, {}), other.post(url, {})])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).filter(({ action }) => action === 'unlocked')).toHaveLength(1)
})
