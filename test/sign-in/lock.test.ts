import { expect, it } from 'vitest'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { testApp } from '#test/app.ts'
import { failing, refusal } from './staff.ts'

const minutes = 60_000

it('locks for 30 minutes after 15 failures, also for the right password', async () => {
  const app = await testApp()
  const { visitor, clock } = app
  await failing(app, 'ada', 15)
  const locked = await visitor().signIn('ada')
  expect(locked.status).toBe(422)
  expect(locked.problems).toEqual([refusal])
  // The last failure was a minute and a second ago, so that nothing but the lock refuses.
  clock.move(29 * minutes - 2000)
  expect((await visitor().signIn('ada')).problems).toEqual([refusal])
  clock.move(61_000)
  expect((await visitor().signIn('ada')).status).toBe(303)
})

it('counts tries by any identifier of the person, in any letter case', async () => {
  const app = await testApp()
  await failing(app, 'ada', 8)
  await failing(app, 'ADA', 7)
  expect((await app.visitor().signIn('Ada')).status).toBe(422)
})

it('locks nobody else', async () => {
  const app = await testApp({ people: ['viewer'] })
  await failing(app, 'ada', 15)
  expect((await app.visitor().signIn('vera')).status).toBe(303)
})

it('leaves whoever is signed in at work', async () => {
  const app = await testApp()
  const ada = await app.as('administrator')
  await failing(app, 'ada', 15)
  expect((await ada.get('/users')).status).toBe(200)
})

it('begins to count anew after a success', async () => {
  const app = await testApp()
  for (let round = 0; round < 2; round += 1) {
    await failing(app, 'ada', 14)
    expect((await app.visitor().signIn('ada')).status).toBe(303)
  }
})

it('two at once: of fifteen tries that come together three are judged, the others wait', async () => {
  const { visitor, db, people } = await testApp()
  const somebody = visitor()
  const _csrf = await somebody.token()
  const tries = Array.from({ length: 15 }, () => somebody.post('/sign-in', { _csrf, identifier: 'ada', password: 'wrong' }))
  const answers = (await Promise.all(tries)).map(({ problems }) => problems[0])
  expect(answers.filter((words) => words === refusal)).toHaveLength(3)
  expect(answers.filter((words) => words === `${refusal} Wait 1 second before you try again.`)).toHaveLength(12)
  expect((await findCredentials(db.read, people.administrator?.id ?? 0))?.failures).toBe(3)
})
