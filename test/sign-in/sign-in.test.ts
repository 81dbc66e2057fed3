import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { refusal } from './staff.ts'

it('works: signs in and leads to the list, under the name of the person', async () => {
  const { visitor } = await testApp()
  const ada = visitor()
  const form = await ada.get('/sign-in')
  expect(form.heading).toBe('Sign in')
  const answer = await ada.submit(form, 'Sign in', { identifier: 'ada', password: 'a long enough secret' })
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/users')
  const list = await ada.get(answer.location)
  expect(list.status).toBe(200)
  expect(list.text).toContain('Ada Administrator')
})

it('refused: a wrong password keeps the identifier and never the password', async () => {
  const { visitor } = await testApp()
  const somebody = visitor()
  const page = await somebody.submit(await somebody.get('/sign-in?next=%2Fkeys'), 'Sign in', {
    identifier: ' Ada ',
    password: 'not the right one',
  })
  expect(page.status).toBe(422)
  expect(page.problems).toEqual([refusal])
  expect(page.field('Identifier')).toMatchObject({ value: ' Ada ', error: refusal })
  expect(page.field('Password').value).toBe('')
  expect(page.html).not.toContain('not the right one')
  expect(page.formOf('Sign in').values.next).toBe('/keys')
  expect((await somebody.get('/users')).location).toBe('/sign-in?next=%2Fusers')
})

it('signed out: is where a person signs in, and whoever is in already goes on', async () => {
  const { visitor, as } = await testApp()
  expect((await visitor().get('/sign-in')).status).toBe(200)
  const ada = await as('administrator')
  const answer = await ada.get('/sign-in?next=%2Fkeys')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/keys')
})

it('not allowed: a patron, whose role permits nothing here, is refused with the same words', async () => {
  const { visitor } = await testApp({ people: ['patron'] })
  const pat = visitor()
  const page = await pat.signIn('pat')
  expect(page.status).toBe(422)
  expect(page.problems).toEqual([refusal])
  expect((await pat.get('/users')).location).toBe('/sign-in?next=%2Fusers')
})

it('not there: an identifier that nobody has is refused with the same words', async () => {
  const { visitor } = await testApp()
  for (const identifier of ['nobody', '', ' ', '%', "' or 1=1 --", 'a'.repeat(5000)]) {
    const page = await visitor().signIn(identifier)
    expect([identifier, page.status, page.problems]).toEqual([identifier, 422, [refusal]])
  }
})

it('two at once: one person may be signed in at two desks', async () => {
  const { visitor } = await testApp()
  const [desk, office] = [visitor(), visitor()]
  const answers = await Promise.all([desk.signIn('ada'), office.signIn('ada')])
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  expect((await desk.get('/users')).status).toBe(200)
  expect((await office.get('/users')).status).toBe(200)
})
