import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { users } from '#users/users.table.ts'
import { makeStaff, refusal } from './staff.ts'

const answerTo = async (app: TestApp, identifier: string, password?: string) => app.visitor().signIn(identifier, password)
const expectRefused = async (app: TestApp, identifier: string) => {
  const page = await answerTo(app, identifier)
  expect([identifier, page.status, page.problems]).toEqual([identifier, 422, [refusal]])
}

it('takes the primary identifier in any letter case, with blanks at its ends', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'Ödegård.Æsa' } })
  for (const typed of ['Ödegård.Æsa', 'ödegård.æsa', 'ÖDEGÅRD.ÆSA', '  ödegård.æsa ', 'o\u0308degård.æsa'])
    expect([typed, (await answerTo(app, typed)).status]).toEqual([typed, 303])
})

it('takes a barcode, zeros in front and all', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'sam' }, identifiers: [{ type: 'BARCODE', value: '00B123' }] })
  expect((await answerTo(app, '00b123')).status).toBe(303)
  await expectRefused(app, 'B123')
})

it('takes no inactive identifier', async () => {
  const app = await testApp()
  const identifiers = [
    { type: 'BARCODE', value: 'old-1', status: 'INACTIVE' },
    { type: 'UNIV_ID', value: 'new-1' },
  ]
  await makeStaff(app, { values: { primaryId: 'sam' }, identifiers })
  await expectRefused(app, 'old-1')
  expect((await answerTo(app, 'new-1')).status).toBe(303)
})

it('takes the password exactly as it was set', async () => {
  const app = await testApp()
  for (const wrong of ['A long enough secret', ' a long enough secret', 'a long enough secret ', ''])
    expect([wrong, (await answerTo(app, 'ada', wrong)).status]).toEqual([wrong, 422])
})

it('refuses whoever is inactive', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'sam', status: 'INACTIVE' } })
  await expectRefused(app, 'sam')
})

it('refuses whoever has expired, from the day after the last one', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'gone', expiryDate: '2026-11-21' } })
  await makeStaff(app, { values: { primaryId: 'last-day', expiryDate: '2026-11-22' } })
  await expectRefused(app, 'gone')
  expect((await answerTo(app, 'last-day')).status).toBe(303)
})

it('refuses whoever signs in by the provider of the institution, even where a password is stored', async () => {
  const app = await testApp()
  for (const accountType of ['EXTERNAL', 'INTEXTAUTH']) {
    const user = await makeStaff(app, { values: { primaryId: accountType } })
    await app.db.write(async (tx) => {
      await tx.update(users).set({ accountType }).where(eq(users.id, user.id))
    })
    await expectRefused(app, accountType)
  }
})

it('refuses whoever has no role that counts today', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'none' } }, [])
  await makeStaff(app, { values: { primaryId: 'over' } }, [{ role: 32, expiryDate: '2026-11-21' }])
  await makeStaff(app, { values: { primaryId: 'carried' } }, [{ role: 204 }])
  for (const identifier of ['none', 'over', 'carried']) await expectRefused(app, identifier)
})
