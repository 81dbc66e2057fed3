import { expect, it } from 'vitest'
import { signInsOf } from '#sign-in/account.queries.ts'
import { findCredentials, staffLastSeen } from '#sign-in/sign-in.queries.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { known } from '../users/records.ts'
import { failing } from './staff.ts'

const outcomes = async ({ db }: TestApp) =>
  (await db.read.select().from(signIns).orderBy(signIns.id)).map(({ userId, outcome }) => [userId, outcome])

it('tells at the next sign-in of tries that failed, once', async () => {
  const app = await testApp({ people: ['viewer'] })
  await app.visitor().signIn('vera')
  app.clock.move(60_000)
  await failing(app, 'vera', 2)
  const vera = app.visitor()
  const page = await vera.get((await vera.signIn('vera')).location)
  expect(page.flash).toBe(
    'There were 2 failed tries to sign in since your last sign-in on 2026-11-22 10:00, the last on 2026-11-22 10:02. If that was not you, change your password.',
  )
  const again = app.visitor()
  expect((await again.get((await again.signIn('vera')).location)).flash).toBe('')
})

it('tells of one, and of those before the first sign-in', async () => {
  const app = await testApp({ people: ['viewer'] })
  await failing(app, 'vera', 1)
  const vera = app.visitor()
  const page = await vera.get((await vera.signIn('vera')).location)
  expect(page.flash).toBe(
    'Before your first sign-in there was 1 failed try, on 2026-11-22 10:00. If that was not you, change your password.',
  )
})

it('tells of tries while the account was locked too', async () => {
  const app = await testApp({ people: ['viewer'] })
  await failing(app, 'vera', 17)
  app.clock.move(30 * 60_000)
  const vera = app.visitor()
  expect((await vera.get((await vera.signIn('vera')).location)).flash).toContain('there were 17 failed tries')
})

it('writes every try down, by whom it was for and how it ended, and nothing that was typed', async () => {
  const app = await testApp({ people: ['viewer', 'patron'] })
  const [vera, pat] = [known(app.people.viewer).id, known(app.people.patron).id]
  await app.visitor().signIn('a password by mistake', 'x')
  await failing(app, 'vera', 15)
  for (const secret of ['x', 'x']) await app.visitor().signIn('vera', secret)
  await app.visitor().signIn('pat')
  app.clock.move(31 * 60_000)
  await app.visitor().signIn('vera')
  const wrong = Array.from({ length: 15 }, () => [vera, 'wrong password'])
  expect(await outcomes(app)).toEqual([
    [null, 'unknown'],
    ...wrong,
    [vera, 'locked'],
    [vera, 'waiting'],
    [pat, 'not allowed'],
    [vera, 'in'],
  ])
  const rows = await app.db.read.select().from(signIns)
  expect(JSON.stringify(rows)).not.toContain('mistake')
  expect(new Set(rows.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']))
  expect((await signInsOf(app.db.read, vera))[0]).toEqual({ at: app.clock.now(), outcome: 'in', address: '127.0.0.1' })
})

it('keeps when everyone signed in last', async () => {
  const app = await testApp({ people: ['viewer'] })
  const [ada, vera] = [known(app.people.administrator).id, known(app.people.viewer).id]
  app.clock.move(60_000)
  await app.visitor().signIn('vera')
  expect(await staffLastSeen(app.db.read)).toEqual([
    { userId: ada, lastSignInAt: null },
    { userId: vera, lastSignInAt: app.clock.now() },
  ])
  await app.visitor().signIn('vera', 'wrong')
  expect(await findCredentials(app.db.read, vera)).toMatchObject({ lastSignInAt: app.clock.now(), failedSince: 1 })
})
