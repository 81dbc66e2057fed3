import { expect, it } from 'vitest'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { testApp } from '#test/app.ts'
import { makeStaff, refusal } from './staff.ts'

const wait = (n: number) => `${refusal} Wait ${n} ${n === 1 ? 'second' : 'seconds'} before you try again.`

it.each([
  ['somebody', 'ada'],
  ['nobody', 'no-such-name'],
])('refused: after three failures the next try of %s waits, in the same words', async (_who, identifier) => {
  const { visitor, clock } = await testApp()
  const said: string[] = []
  for (let n = 0; n < 6; n += 1) {
    said.push((await visitor().signIn(identifier, 'wrong')).problems[0] ?? '')
    const again = (await visitor().signIn(identifier, 'wrong')).problems[0] ?? ''
    if (n >= 1) said.push(again)
    clock.move(n < 1 ? 0 : 2 ** (n - 1) * 1000)
  }
  expect(said).toEqual([refusal, refusal, wait(1), ...[2, 4, 8, 16].flatMap((n) => [refusal, wait(n)])])
})

it('refused: the right password too, which is not even looked at', async () => {
  const { visitor, clock, db, people } = await testApp()
  for (let n = 0; n < 3; n += 1) await visitor().signIn('ada', 'wrong')
  const page = await visitor().signIn('ada')
  expect([page.status, page.problems, page.field('Identifier').value]).toEqual([422, [wait(1)], 'ada'])
  expect((await findCredentials(db.read, people.administrator?.id ?? 0))?.failures).toBe(3)
  clock.move(1000)
  expect((await visitor().signIn('ada')).status).toBe(303)
})

it('counts every identifier of one person together', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'sam' }, identifiers: [{ type: 'BARCODE', value: '2001' }] })
  for (const identifier of ['sam', '2001', 'SAM']) await app.visitor().signIn(identifier, 'wrong')
  expect((await app.visitor().signIn('2001')).problems).toEqual([wait(1)])
})

it('makes nobody else wait, and nothing once the right password was typed', async () => {
  const { visitor, clock } = await testApp({ people: ['viewer'] })
  for (let n = 0; n < 3; n += 1) await visitor().signIn('ada', 'wrong')
  expect((await visitor().signIn('vera')).status).toBe(303)
  clock.move(1000)
  expect((await visitor().signIn('ada')).status).toBe(303)
  for (let n = 0; n < 3; n += 1) expect((await visitor().signIn('ada', 'wrong')).problems).toEqual([refusal])
})

it('slows an address down that tries many names', async () => {
  const { visitor, app } = await testApp()
  for (let n = 0; n < 20; n += 1) expect((await visitor().signIn(`name-${n}`, 'wrong')).problems).toEqual([refusal])
  expect((await visitor().signIn('ada')).problems).toEqual([wait(1)])
  const elsewhere = await app.inject({ url: '/sign-in', remoteAddress: '192.0.2.9' })
  expect(elsewhere.statusCode).toBe(200)
})
