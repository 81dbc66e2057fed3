import { expect, it } from 'vitest'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { refusal } from './staff.ts'

const minutes = 60_000
const fail = async (visitor: Visitor, identifier: string, times: number) => {
  for (let n = 0; n < times; n += 1) expect((await visitor.signIn(identifier, 'wrong')).status).toBe(422)
}

it('locks for 30 minutes after 15 failures, also for the right password', async () => {
  const { visitor, clock } = await testApp()
  await fail(visitor(), 'ada', 15)
  const locked = await visitor().signIn('ada')
  expect(locked.status).toBe(422)
  expect(locked.problems).toEqual([refusal])
  clock.move(30 * minutes - 1000)
  expect((await visitor().signIn('ada')).status).toBe(422)
  clock.move(1000)
  expect((await visitor().signIn('ada')).status).toBe(303)
})

it('counts tries by any identifier of the person, in any letter case', async () => {
  const { visitor } = await testApp()
  await fail(visitor(), 'ada', 8)
  await fail(visitor(), 'ADA', 7)
  expect((await visitor().signIn('Ada')).status).toBe(422)
})

it('locks nobody else', async () => {
  const { visitor } = await testApp({ people: ['viewer'] })
  await fail(visitor(), 'ada', 15)
  expect((await visitor().signIn('vera')).status).toBe(303)
})

it('leaves whoever is signed in at work', async () => {
  const { visitor, as } = await testApp()
  const ada = await as('administrator')
  await fail(visitor(), 'ada', 15)
  expect((await ada.get('/users')).status).toBe(200)
})

it('begins to count anew after a success', async () => {
  const { visitor } = await testApp()
  for (let round = 0; round < 2; round += 1) {
    await fail(visitor(), 'ada', 14)
    expect((await visitor().signIn('ada')).status).toBe(303)
  }
})

it('counts failures that come at once', async () => {
  const { visitor } = await testApp()
  const somebody = visitor()
  const _csrf = await somebody.token()
  const tries = Array.from({ length: 15 }, () => somebody.post('/sign-in', { _csrf, identifier: 'ada', password: 'wrong' }))
  for (const page of await Promise.all(tries)) expect(page.status).toBe(422)
  expect((await visitor().signIn('ada')).status).toBe(422)
})
