import { expect, it } from 'vitest'
import { password } from '#test/people.ts'
import { failing } from '../../sign-in/staff.ts'
import { actsOf, known } from '../records.ts'
import { both, credentialsOf, fresh, house } from './house.ts'

it('works: a desk manager sets the password of a patron, to be changed', async () => {
  const { app, user, visitor, url } = await house('deskManager')
  const tab = await visitor.get(`/users/${user.id}/general`)
  expect(tab.$('section[aria-labelledby=password]').text()).toContain('No password is set yet.')
  expect(tab.$(`a[href="${url}"]`).text()).toBe('Reset password')
  const form = await visitor.get(url)
  expect(form.$('#mustChange').attr('checked')).toBeDefined()
  const saved = await visitor.submit(form, 'Set password', both)
  expect([saved.status, saved.location]).toEqual([303, `/users/${user.id}/general`])
  const page = await visitor.get(saved.location)
  expect(page.flash).toBe('The password of Parkinson, Pia is set.')
  expect(page.$('section[aria-labelledby=password]').text()).toContain(
    'Set 2026-11-22 10:00; must be changed at the next sign-in.',
  )
  expect(await credentialsOf(app, user)).toMatchObject({ mustChange: true, failures: 0, lockedUntil: null })
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.actorName, act?.lines]).toEqual(['password set', 'Dora Deskmanager', [['password', null, null]]])
})

it('works: not to be changed, when the tick is taken away; the new one signs in and the old one does not', async () => {
  const { app, visitor } = await house('administrator')
  await app.as('deskOperator')
  const otto = known(app.people.deskOperator)
  const form = await visitor.get(`/users/${otto.id}/general/password`)
  const { mustChange: _off, ...values } = form.formOf('Set password').values
  expect((await visitor.post(`/users/${otto.id}/general/password`, { ...values, ...both })).status).toBe(303)
  expect((await app.visitor().signIn('otto', password)).status).toBe(422)
  const again = app.visitor()
  await again.signIn('otto', fresh)
  expect((await again.get('/users')).status).toBe(200)
})

it('works: sessions of that user end, those of the actor go on', async () => {
  const { app, visitor } = await house('administrator')
  const [desk, home] = [await app.as('deskOperator'), await app.as('deskOperator')]
  expect((await visitor.post(`/users/${app.people.deskOperator?.id}/general/password`, both)).status).toBe(303)
  for (const otto of [desk, home]) expect((await otto.get('/users')).location).toBe('/sign-in?next=%2Fusers')
  expect((await visitor.get('/users')).status).toBe(200)
})

it('works: unlocks an account that failures had locked', async () => {
  const { app, visitor } = await house('administrator')
  await app.as('deskOperator')
  await failing(app, 'otto', 15)
  await visitor.signIn('ada')
  await visitor.post(`/users/${app.people.deskOperator?.id}/general/password`, both)
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(303)
})

const inside = 'Choose a password that does not contain a name or identifier of this person.'
it.each([
  ['nothing', '', '', 'New password', ['Enter the new password.']],
  ['two that differ', fresh, `${fresh}!`, 'Verify password', ['The two passwords are not alike. Type the same one twice.']],
  ['a short one', 'abc12', 'abc12', 'New password', ['Use at least 8 characters.']],
  [
    'a common one',
    'password1',
    'password1',
    'New password',
    ['This password is among the first that anyone would guess. Choose another.'],
  ],
  ['one with a name', 'xxPARKINSONxx', 'xxPARKINSONxx', 'New password', [inside]],
  ['one with the barcode', 'x29871000345x', 'x29871000345x', 'New password', [inside]],
  [
    'a short one, differently',
    'abc12',
    'abc',
    'New password',
    ['Use at least 8 characters.', 'The two passwords are not alike. Type the same one twice.'],
  ],
] as const)(
  'refused: %s, on the field; the tick is kept and nothing of a password is shown',
  async (_case, one, other, label, messages) => {
    const { app, user, visitor, url } = await house('deskManager')
    const page = await visitor.post(url, { newPassword: one, verifyPassword: other })
    expect([page.status, page.problems]).toEqual([422, messages])
    expect(page.field(label).error).toBe(messages[0])
    expect([page.field('New password').value, page.field('Verify password').value]).toEqual(['', ''])
    expect(page.$('#mustChange').attr('checked')).toBeUndefined()
    if (one !== '') expect(page.html).not.toContain(one)
    expect(await credentialsOf(app, user)).toBeUndefined()
  },
)

it('refused: an external user, who signs in elsewhere and has no form', async () => {
  const { app, visitor } = await house('administrator')
  const values = { primaryId: 'ext', firstName: 'Ed', lastName: 'Ext', accountType: 'EXTERNAL' }
  const user = await app.makeUser({ values })
  const words = 'This user signs in with the institution’s own system.'
  for (const url of ['general', 'general/password']) {
    const page = await visitor.get(`/users/${user.id}/${url}`)
    expect([page.status, page.text.includes(words), page.$('input[type=password]').length]).toEqual([200, true, 0])
    expect(page.$('a[href$="/general/password"]')).toHaveLength(0)
  }
  const page = await visitor.post(`/users/${user.id}/general/password`, both)
  expect([page.status, page.problems]).toEqual([
    422,
    ['Only internal users have a password here; others sign in with the institution’s own system.'],
  ])
  expect(await credentialsOf(app, user)).toBeUndefined()
})

it('signed out: goes to Sign in, and no secret waits', async () => {
  const { app, user, visitor, url } = await house('deskManager')
  expect((await app.visitor().post(url, both)).location).toBe('/sign-in')
  const form = await visitor.get(url)
  app.clock.move(61 * 60_000)
  expect((await visitor.submit(form, 'Set password', both)).location).toBe('/sign-in')
  await visitor.signIn('dora')
  const page = await visitor.get(url)
  expect([page.field('New password').value, page.html.includes(fresh)]).toEqual(['', false])
  expect(await credentialsOf(app, user)).toBeUndefined()
})

it.each(['deskOperator', 'deskAssistant', 'viewer'] as const)('not allowed: a %s', async (person) => {
  const { app, user, visitor, url } = await house(person)
  const tab = await visitor.get(`/users/${user.id}/general`)
  expect(tab.$('section[aria-labelledby=password] :is(a, button)')).toHaveLength(0)
  for (const page of [await visitor.get(url), await visitor.post(url, both)])
    expect([page.status, page.heading]).toEqual([403, 'Not allowed'])
  expect(await credentialsOf(app, user)).toBeUndefined()
})

it('not there: no such user', async () => {
  const { visitor } = await house('deskManager')
  for (const id of ['9999', 'x']) {
    expect((await visitor.get(`/users/${id}/general/password`)).status).toBe(404)
    expect((await visitor.post(`/users/${id}/general/password`, both)).status).toBe(404)
  }
})

it('two at once: one form is carried out once, of two different ones the last stands', async () => {
  const { app, user, visitor, url } = await house('deskManager')
  const form = await visitor.get(url)
  const answers = await Promise.all([1, 2].map(() => visitor.submit(form, 'Set password', both)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).map(({ action }) => action)).toEqual(['password set', 'created'])
  const other = await visitor.submit(await visitor.get(url), 'Set password', {
    newPassword: 'other good words',
    verifyPassword: 'other good words',
  })
  expect(other.status).toBe(303)
  expect((await actsOf(app, user))[0]?.action).toBe('password changed')
})
