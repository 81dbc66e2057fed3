import { expect, it } from 'vitest'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { actsOf, known, recordOf } from '../records.ts'

async function house(actor: Person = 'administrator') {
  const app = await testApp({ people: [actor, 'viewer'] })
  const user = known(app.people.viewer)
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/account-type` }
}

it('says what follows, makes a user external, and ends password and sessions', async () => {
  const { app, user, visitor, url } = await house()
  const vera = await app.as('viewer')
  expect((await vera.get('/users')).status).toBe(200)
  const question = await visitor.get(url)
  expect(question.text).toContain('The account type is Internal.')
  expect(question.text).toContain('The password is deleted')
  const done = await visitor.submit(question, 'Change account type', { accountType: 'EXTERNAL', source: 'SIS_1' })
  expect([done.status, done.problems]).toEqual([303, []])
  expect(await recordOf(app, user)).toMatchObject({ accountType: 'EXTERNAL', source: 'SIS_1' })
  expect(await findCredentials(app.db.read, user.id)).toBeUndefined()
  expect((await vera.get('/users')).location).toContain('/sign-in')
  expect((await actsOf(app, user))[0]).toMatchObject({
    action: 'account type changed',
    lines: [
      ['accountType', 'INTERNAL', 'EXTERNAL'],
      ['source', null, 'SIS_1'],
      ['password', null, null],
    ],
  })
})

it('makes it internal again: the source goes, and the next user is offered the known sources', async () => {
  const { app, user, visitor, url } = await house()
  await visitor.post(url, { accountType: 'EXTERNAL', source: 'SIS_1' })
  const other = await app.makeUser({ values: { primaryId: 'zoe', firstName: 'Zoe', lastName: 'Z' } })
  expect((await visitor.get(`/users/${other.id}/account-type`)).text).toContain('In use: SIS_1.')
  const question = await visitor.get(url)
  expect(question.text).toContain('The source SIS_1 is cleared.')
  expect((await visitor.submit(question, 'Change account type', { accountType: 'INTERNAL' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ accountType: 'INTERNAL', source: null })
})

it('refuses an external user without source, and no choice at all, with the typing kept', async () => {
  const { visitor, url } = await house()
  const page = await visitor.post(url, { accountType: 'EXTERNAL', source: ' ' })
  expect(page.status).toBe(422)
  expect(page.field('Source').error).toBe('Enter the code of the source that owns the user from now on.')
  expect(page.$('input[value=EXTERNAL]').is('[checked]')).toBe(true)
  const none = await visitor.post(url, { source: 'SIS_1' })
  expect([none.status, none.field('Source').value]).toEqual([422, 'SIS_1'])
  expect(none.problems).toContain('Choose the account type.')
  const long = await visitor.post(url, { accountType: 'EXTERNAL', source: 'x'.repeat(256) })
  expect([long.status, long.field('Source').value]).toEqual([422, 'x'.repeat(256)])
})

it('leaves external authentication to whoever configures', async () => {
  const { app, user, visitor, url } = await house('manager')
  expect((await visitor.get(url)).$('input[value=INTEXTAUTH]')).toHaveLength(0)
  expect((await visitor.post(url, { accountType: 'INTEXTAUTH' })).status).toBe(403)
  expect((await recordOf(app, user)).accountType).toBe('INTERNAL')
  const ada = await app.as('administrator')
  expect((await ada.post(url, { accountType: 'INTEXTAUTH' })).status).toBe(303)
})

it('is closed to whoever may not, is signed out, or asks for nobody', async () => {
  const { app, visitor, url } = await house()
  const dora = await app.as('deskManager')
  expect([(await dora.get(url)).status, (await dora.post(url, { accountType: 'EXTERNAL', source: 'S' })).status]).toEqual([
    403, 403,
  ])
  expect((await app.visitor().get(url)).location).toContain('/sign-in')
  expect((await visitor.get('/users/999999/account-type')).status).toBe(404)
})

it('asks again when somebody changed the user since (two at once)', async () => {
  const { app, user, visitor, url } = await house()
  const question = await visitor.get(url)
  const max = await app.as('manager')
  expect((await max.post(`/users/${user.id}/general`, { jobDescription: 'Cellist' })).status).toBe(303)
  const page = await visitor.submit(question, 'Change account type', { accountType: 'EXTERNAL', source: 'SIS_1' })
  expect(page.status).toBe(409)
  expect(page.field('Source').value).toBe('SIS_1')
  expect((await visitor.submit(page, 'Change account type', { accountType: 'EXTERNAL' })).status).toBe(303)
})
