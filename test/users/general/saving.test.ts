import { expect, it } from 'vitest'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { actsOf, recordOf } from '../records.ts'

async function atDesk() {
  const app = await testApp()
  const values = { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller', userGroup: 'STAFF', source: 'SIS' }
  const user = await app.makeUser({ values })
  const desk = await app.as('deskOperator')
  return { app, user, desk, url: `/users/${user.id}/general` }
}

async function expectNothingSaved(app: TestApp, desk: Visitor, user: { id: number }, fields: Record<string, string> | string) {
  const before = [await recordOf(app, user), await actsOf(app, user)]
  const saved = await desk.post(`/users/${user.id}/general`, fields)
  expect([fields, saved.status]).toEqual([fields, 303])
  expect((await desk.get(saved.location)).flash).toBe('Nothing was changed.')
  expect([await recordOf(app, user), await actsOf(app, user)]).toEqual(before)
}

it('writes the fields that differ and no others, and raises the version by one', async () => {
  const { app, user, desk, url } = await atDesk()
  app.clock.move(3_600_000 / 2)
  const page = await desk.get(url)
  await desk.submit(page, 'Save', { lastName: 'Schmidt', userGroup: '', title: 'DR', birthDate: ' 1999-03-28 ' })
  const [act, ...older] = await actsOf(app, user)
  expect(act?.lines.sort()).toEqual([
    ['birthDate', null, '1999-03-28'],
    ['lastName', 'Müller', 'Schmidt'],
    ['title', null, 'DR'],
    ['userGroup', 'STAFF', null],
  ])
  expect(act).toMatchObject({ action: 'changed', actorName: 'Otto Operator', door: 'form', at: app.clock.now() })
  expect(older).toHaveLength(1)
  expect(await recordOf(app, user)).toEqual({
    ...user,
    version: user.version + 1,
    lastName: 'Schmidt',
    userGroup: null,
    title: 'DR',
    birthDate: '1999-03-28',
    changedAt: app.clock.now(),
  })
})

it('writes nothing when nothing differs', async () => {
  const { app, user, desk, url } = await atDesk()
  await expectNothingSaved(app, desk, user, (await desk.get(url)).formOf('Save').values)
  await expectNothingSaved(app, desk, user, { lastName: '  Müller ' })
  await expectNothingSaved(app, desk, user, {})
})

it('leaves a field that is not sent as it is', async () => {
  const { app, user, desk, url } = await atDesk()
  expect((await desk.post(url, { firstName: 'Anna' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ firstName: 'Anna', lastName: 'Müller', userGroup: 'STAFF', version: 2 })
})

it.each(['unknown', '__proto__', 'constructor', 'toString', 'createdAt', 'changedAt', 'statusDate', 'firstName[]', 'first_name'])(
  'changes nothing for the field %s, which the form does not have',
  async (name) => {
    const { app, user, desk } = await atDesk()
    await expectNothingSaved(app, desk, user, { [name]: '2001-01-01' })
  },
)

it.each(['recordType', 'accountType', 'source', 'version', 'id', 'primaryIdKey'])('sets no fixed field: %s', async (name) => {
  const { app, user } = await atDesk()
  const ada = await app.as('administrator')
  const value = { recordType: 'STAFF', accountType: 'EXTERNAL', version: '1', id: '1' }[name] ?? 'other'
  await expectNothingSaved(app, ada, user, { [name]: value })
})

it('takes the last value of a field that is sent twice', async () => {
  const { app, user, desk, url } = await atDesk()
  const body = `_csrf=${encodeURIComponent(await desk.token())}&lastName=One&lastName=Two`
  expect((await desk.post(url, body)).status).toBe(303)
  expect((await recordOf(app, user)).lastName).toBe('Two')
})

it('moves the status date with the status, and not with anything else', async () => {
  const { app, user } = await atDesk()
  app.clock.move(3 * 86_400_000)
  const ada = await app.as('administrator')
  await ada.post(`/users/${user.id}/general`, { lastName: 'X' })
  expect((await recordOf(app, user)).statusDate).toBe('2026-11-22')
  await ada.post(`/users/${user.id}/general`, { status: 'INACTIVE' })
  expect(await recordOf(app, user)).toMatchObject({ status: 'INACTIVE', statusDate: '2026-11-25' })
})

it('keeps days as they were typed and text to the letter', async () => {
  const { app, user, desk, url } = await atDesk()
  const typed = { jobDescription: 'Ключ 鍵 🔑 “a & b” <c>', expiryDate: '2024-02-29', purgeDate: '9999-12-31', middleName: 'J. ' }
  await desk.submit(await desk.get(url), 'Save', typed)
  expect(await recordOf(app, user)).toMatchObject({ ...typed, middleName: 'J.' })
  expect((await desk.get(url)).formOf('Save').values).toMatchObject({ ...typed, middleName: 'J.' })
})
